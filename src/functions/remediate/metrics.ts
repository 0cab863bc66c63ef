/** The CloudWatch namespace of what remedies count. */
export const NAMESPACE = "Standby/Remediation";

/** The function's name in its logs, and the dimension `service` of its metrics. */
export const SERVICE = "remediate";

/** What a remedy counts, and what a dashboard calls it. */
export const COUNTED = {
  acted: { metric: "RemedyActed", label: "Put right" },
  reported: { metric: "RemedyReported", label: "Left to people" },
  unneeded: { metric: "RemedyUnneeded", label: "Nothing to do" },
} as const;

/** Its dimensions, beside `service` and `Remedy`: several environments may share a region. */
export function remediationDimensions(system: string, suffix: string) {
  return { System: system, Environment: suffix };
}
