import type { Site } from "../../../config/site";
import type { Deployment } from "../deployment";
import type { Situation } from "../situation";

/** Something that must hold, or should, before an operation starts. */
export interface Check {
  /** Lower case with hyphens, for machines. */
  readonly id: string;
  /** What was looked at, for people. */
  readonly title: string;
  /** `stop`: the operation can't succeed. `warning`: it can, but somebody should know. */
  readonly outcome: "ok" | "warning" | "stop";
  /** What was found. */
  readonly detail: string;
  /** What to do about it. @default - nothing */
  readonly fix?: string;
}

/** What checks look at. */
export interface CheckContext {
  readonly deployment: Deployment;
  readonly situation: Situation;
  /** Writes a command of Standby as a user types it: `standby("status payments")`. */
  readonly standby: (args: string) => string;
}

/** The checks that make the operation impossible. */
export function stopping(checks: readonly Check[]): Check[] {
  return checks.filter(({ outcome }) => outcome === "stop");
}

/** A site with its region, for people: `dr (us-east-2)`. */
export function siteInWords({ sites }: Deployment, site: Site): string {
  return `${site} (${sites[site].region})`;
}
