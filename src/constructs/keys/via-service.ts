import type { PolicyCondition } from "../iam/policy-document";

/**
 * Lets a key be used for what services do in somebody's name, not for what their own code could do with it.
 *
 * @param services each with its region, for example `s3.us-east-1`.
 */
export function viaServices(...services: readonly string[]): PolicyCondition {
  return {
    operator: "StringEquals",
    key: "kms:ViaService",
    values: services.map((service) => `${service}.amazonaws.com`),
  };
}
