import { policyDocument } from "./policy-document";

/**
 * The trust policy of a role for a service that is not documented to say for whom it takes the role: a condition on the
 * source could keep it out. It acts for this account only all the same, since a role can only be passed within its account.
 */
export function passedRoleTrust(service: string): string {
  return policyDocument([
    {
      sid: "AllowService",
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: [service] }],
    },
  ]);
}
