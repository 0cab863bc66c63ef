/** The CloudWatch namespace of what the function counts. */
export const NAMESPACE = "Standby/Payments";

/** The function's name in its logs, and the dimension `service` of its metrics. */
export const SERVICE = "validate-payment";

/** What the function counts, and what a dashboard calls it. */
export const COUNTED = {
  PaymentsAccepted: "Payments accepted",
  PaymentsRejected: "Payments rejected",
  DuplicateMessages: "Messages that came again",
  FailedMessages: "Messages not dealt with",
} as const;

/** A metric of the function. */
export type Counted = keyof typeof COUNTED;
