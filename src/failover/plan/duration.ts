/**
 * How a duration is known.
 *
 * `measured`: by us, on what is deployed. `published`: documented by AWS, or measured by somebody who published it.
 * `assumed`: a judgement, because nobody says; whatever rests on it is a hope with a number.
 */
export type Grade = "measured" | "published" | "assumed";

/** How long something takes in AWS, in seconds. */
export interface Duration {
  /** The median: half of all cases are faster. */
  readonly expectedSeconds: number;
  /** What one case in a thousand reaches. Nothing in Standby counts on more. */
  readonly worstSeconds: number;
  readonly grade: Grade;
  /** Who says so, and when it was read. */
  readonly source: string;
}
