import type { Construct } from "constructs";
import { regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";

const ANYBODY = [{ type: "AWS", identifiers: ["*"] }] as const;

/**
 * Lets nobody through an endpoint but this account's principals, and to nothing but its resources: with the keys of another
 * account, or into a bucket of another account, no data leaves the network.
 *
 * Some actions name no resource, and their requests no account of one: `IfExists` lets them through.
 *
 * Source: AWS samples, data-perimeter-policy-examples, vpc_endpoint_policies; PrivateLink guide, "Control access to VPC
 * endpoints using endpoint policies"; both read 2026-11.
 */
export function endpointPolicy(scope: Construct, service: string): string {
  const { account } = RegionalStack.of(scope).environment;
  return policyDocument([
    {
      sid: "AccountToItself",
      principals: ANYBODY,
      actions: ["*"],
      resources: ["*"],
      conditions: [
        { operator: "StringEquals", key: "aws:PrincipalAccount", values: [account] },
        { operator: "StringEqualsIfExists", key: "aws:ResourceAccount", values: [account] },
      ],
      wildcardReason:
        "An endpoint's policy gives nobody a right: it bounds those that principals have. The conditions keep it to this account.",
    },
    ...(service === "s3" ? [readImageLayers(scope)] : []),
  ]);
}

/**
 * ECR keeps layers in a bucket of AWS's, and signs the links to them as an account of AWS's.
 *
 * Source: ECR user guide, "Minimum Amazon S3 bucket permissions for Amazon ECR", read 2026-11.
 */
function readImageLayers(scope: Construct): PolicyStatement {
  return {
    sid: "ReadImageLayers",
    principals: ANYBODY,
    actions: ["s3:GetObject"],
    resources: [`arn:aws:s3:::prod-${regionOf(scope)}-starport-layer-bucket/*`],
    wildcardReason: "The links to layers are signed by an account of AWS's that has no published number.",
  };
}
