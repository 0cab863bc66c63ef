import type { Construct } from "constructs";
import type { Site } from "../../config/site";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";
import { viaServices } from "../keys/via-service";
import { roleTableArn } from "./role-record";

/** Lets somebody read the role table in one site's region, which the key encrypts there. */
export function roleReadingStatements(scope: Construct, site: Site, keyArn: string): PolicyStatement[] {
  return [
    { sid: "ReadRoleRecord", actions: ["dynamodb:GetItem"], resources: [roleTableArn(scope, site)] },
    {
      sid: "DecryptRoleRecord",
      actions: ["kms:Decrypt"],
      resources: [keyArn],
      conditions: [viaServices(`dynamodb.${RegionalStack.of(scope).regions[site]}`)],
    },
  ];
}
