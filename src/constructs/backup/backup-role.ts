import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { serviceTrust } from "../iam/policy-document";

/**
 * AWS's own policies, which it keeps in step with what its service does. Restoring is in it beforehand: in an emergency
 * IAM may be out of reach.
 *
 * Source: AWS Backup Developer Guide, "Managed policies for AWS Backup", read 2026-11.
 */
const POLICIES = {
  backup: "AWSBackupServiceRolePolicyForBackup",
  restore: "AWSBackupServiceRolePolicyForRestores",
};

/** The role in which AWS Backup makes backups, and in which an operator lets it restore one. */
export class BackupRole extends Construct {
  readonly role: IamRole;
  /** What gives it its rights. */
  readonly policies: readonly IamRolePolicyAttachment[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const provider = providerOf(this);
    this.role = new IamRole(this, "Default", {
      provider,
      name: nameFor(this, "backup", "iamRole"),
      description: "Lets AWS Backup make and restore backups",
      assumeRolePolicy: serviceTrust("backup.amazonaws.com", RegionalStack.of(this).environment.account),
    });
    this.policies = Object.entries(POLICIES).map(
      ([purpose, policy]) =>
        new IamRolePolicyAttachment(this, `${purpose}-policy`, {
          provider,
          role: this.role.name,
          policyArn: `arn:aws:iam::aws:policy/service-role/${policy}`,
        }),
    );
  }
}
