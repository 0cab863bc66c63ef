/** The CloudWatch namespace of what the function counts. */
export const NAMESPACE = "Standby/Retention";

/** The function's name in its logs, and the dimension `service` of its metrics. */
export const SERVICE = "delete-expired";

/** What the function counts, and what a dashboard calls it. */
export const COUNTED = {
  Runs: "Runs that came to an end",
  UnfinishedRuns: "Runs that left something for the next one",
  HistoryDeleted: "Entries of the history deleted",
  ViewersDeleted: "Inactive viewers deleted",
  ErasuresRepeated: "Viewers erased again",
} as const;

/** A metric of the function. */
export type Counted = keyof typeof COUNTED;

/** Its dimensions, beside `service`: several environments may share a region. */
export function retentionDimensions(system: string, suffix: string) {
  return { System: system, Environment: suffix };
}
