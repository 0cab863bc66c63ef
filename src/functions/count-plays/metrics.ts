/** The function's name in its logs, and the dimension `service` of its metrics. */
export const SERVICE = "count-plays";

/** What the function counts, and what a dashboard calls it. */
export const COUNTED = {
  PlaysCounted: "Plays counted",
  RepeatedRecords: "Records that came again",
  UnknownRecords: "Records that nobody knows",
} as const;

/** A metric of the function. */
export type Counted = keyof typeof COUNTED;
