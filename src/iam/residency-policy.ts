import type { PerSite } from "../config/site";
import { GLOBAL_ACTIONS } from "./global-services";

/** The statements that a boundary allows, and whose wildcards need a reason. */
export const RESIDENCY_SIDS = { regions: "AllowWithinRegions", global: "AllowGlobalServices" };

/**
 * The JSON of the permissions boundary that keeps a role in both regions of its system.
 *
 * The first statement would do for what a role's own policies allow. The denial holds as well where a resource's policy
 * names the role's session: that grant passes by a boundary that is merely silent (IAM User Guide, "Permissions
 * boundaries for IAM entities", read 2026-11).
 */
export function residencyPolicy(regions: PerSite<string>): string {
  const own = { "aws:RequestedRegion": [regions.primary, regions.dr] };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: RESIDENCY_SIDS.regions,
        Effect: "Allow",
        // Who may do what is changed by deployments, and by no role of a system.
        NotAction: ["account:*", "iam:*", "organizations:*"],
        Resource: "*",
        Condition: { StringEquals: own },
      },
      { Sid: RESIDENCY_SIDS.global, Effect: "Allow", Action: GLOBAL_ACTIONS, Resource: "*" },
      {
        Sid: "DenyOtherRegions",
        Effect: "Deny",
        NotAction: GLOBAL_ACTIONS,
        Resource: "*",
        Condition: { StringNotEquals: own },
      },
    ],
  });
}
