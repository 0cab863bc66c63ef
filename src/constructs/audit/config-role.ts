import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { inlinePolicy } from "../iam/inline-policy";
import { serviceTrust } from "../iam/policy-document";

/** AWS keeps it in step with the resources that its service knows (AWS Config Developer Guide, "AWS managed policies", read 2026-11). */
const READ_RESOURCES = "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole";

/** What the role of a recorder is made from. */
export interface ConfigRoleProps {
  readonly bucketArn: string;
  readonly keyArn: string;
}

/**
 * What AWS Config reads resources and writes its files as. A role of our own: a service-linked one is the account's, may be there
 * already, serves both regions' recorders, and takes no permissions boundary.
 */
export class ConfigRole extends Construct {
  readonly resource: IamRole;
  /** What gives it its rights. */
  readonly policies: readonly (IamRolePolicy | IamRolePolicyAttachment)[];

  constructor(scope: Construct, id: string, { bucketArn, keyArn }: ConfigRoleProps) {
    super(scope, id);
    const { account } = RegionalStack.of(this).environment;
    const provider = providerOf(this);
    this.resource = new IamRole(this, "Default", {
      provider,
      name: nameFor(this, "config", "iamRole"),
      description: "Lets AWS Config read resources and write what they were like",
      assumeRolePolicy: serviceTrust("config.amazonaws.com", account),
    });
    this.policies = [
      new IamRolePolicyAttachment(this, "read-resources", {
        provider,
        role: this.resource.name,
        policyArn: READ_RESOURCES,
      }),
      // Source: AWS Config Developer Guide, "Permissions for the IAM Role Assigned to AWS Config", read 2026-11.
      inlinePolicy(this, this.resource, "deliver", [
        {
          sid: "CheckBucket",
          actions: ["s3:GetBucketAcl", "s3:ListBucket"],
          resources: [bucketArn],
        },
        {
          sid: "WriteFiles",
          actions: ["s3:PutObject"],
          resources: [`${bucketArn}/AWSLogs/${account}/Config/*`],
        },
        {
          sid: "EncryptFiles",
          actions: ["kms:Decrypt", "kms:GenerateDataKey"],
          resources: [keyArn],
        },
      ]),
    ];
  }
}
