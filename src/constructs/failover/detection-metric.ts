/** 1 while the active site answers on its own name, else 0. Published by the DR site, of whichever site is active. */
export const ANSWERS_METRIC = "ActiveSiteAnswers";

/** 1 while the active site takes writes on its own name, else 0. */
export const WRITES_METRIC = "ActiveSiteWrites";

/** Seconds between two probes, and so the period of the alarms on both metrics. */
export const PROBE_EVERY_SECONDS = 10;

/** What may be suspected of a site: that nobody reaches it, or that it answers and takes no writes. */
export const SUSPICIONS = ["unreachable", "not-writing"] as const;

export type Suspicion = (typeof SUSPICIONS)[number];

/** How many probes in a row must fail before an alarm. */
export interface DetectionWindow {
  readonly periodSeconds: number;
  readonly periods: number;
}

/**
 * When a suspicion becomes an alarm.
 *
 * - `unreachable`: after 30 s, as Route 53's checkers by default.
 * - `not-writing`: after 3 min. A database that moves its writer within the region takes 60 to 120 s (RDS User Guide,
 *   Multi-AZ deployments, as of 2023), and nobody may fail over for that.
 */
export const DETECTION_WINDOWS: Readonly<Record<Suspicion, DetectionWindow>> = {
  unreachable: { periodSeconds: PROBE_EVERY_SECONDS, periods: 3 },
  "not-writing": { periodSeconds: PROBE_EVERY_SECONDS, periods: 18 },
};
