import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { inlinePolicy } from "../iam/inline-policy";
import { passedRoleTrust } from "../iam/passed-role-trust";
import { viaServices } from "../keys/via-service";
import type { ApiStream } from "./event-route";

/** What API Gateway writes events as: it may append to one stream. */
export class EventRouteRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { stream }: { readonly stream: ApiStream }) {
    super(scope, id);
    const role = new IamRole(this, "Default", {
      provider: providerOf(this),
      name: nameFor(this, "api-events", "iamRole"),
      description: `What API Gateway appends to the stream ${stream.name} as`,
      assumeRolePolicy: passedRoleTrust("apigateway.amazonaws.com"),
    });
    inlinePolicy(this, role, "stream", [
      { sid: "AppendEvents", actions: ["kinesis:PutRecords"], resources: [stream.arn] },
      {
        sid: "EncryptEvents",
        actions: ["kms:GenerateDataKey"],
        resources: [stream.keyArn],
        conditions: [viaServices(`kinesis.${regionOf(this)}`)],
      },
    ]);
    this.arn = role.arn;
  }
}
