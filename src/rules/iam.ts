import { wildcardsIn } from "../iam/listing";
import type { Rule } from "./rule";

/** Design rule 15: least privilege. Reads every policy in the JSON, whatever made it. */
export const iamRule: Rule = {
  id: "iam",
  title: "No policy allows a wildcard without a written reason, and every policy can be read",
  check({ configuration }) {
    const { listed, unreadable, stale } = wildcardsIn(configuration);
    return [
      ...listed
        .filter(({ reason }) => reason === undefined)
        .map(
          ({ address, argument, sid, wildcards }) =>
            `${address}: statement ${sid} of ${argument} allows ${wildcards.join(", ")}: narrow it, or give a ` +
            "wildcardReason",
        ),
      ...unreadable.map(
        ({ address, argument }) =>
          `${address}: ${argument} can't be read before Terraform runs: write it with policyDocument`,
      ),
      ...stale.map(
        ({ address, argument, sid }) =>
          `${address}: the reason for statement ${sid} of ${argument} explains no wildcard: remove it`,
      ),
    ];
  },
};
