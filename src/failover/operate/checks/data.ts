import type { Site } from "../../../config/site";
import { roleInForce } from "./role";
import type { Check, CheckContext } from "./check";

/** How a site is asked to take over. */
export interface Takeover {
  readonly target: Site;
  readonly mode: "failover" | "switchover";
  readonly breakLock: boolean;
  /** Whether the operator says that the DR region is lost: the primary site takes over by the emergency record. */
  readonly isDrRegionLost: boolean;
  /**
   * Whether data that lacks what the other site has written is taken as it is.
   *
   * @default false
   */
  readonly acceptsStale?: boolean;
}

/** What checks of data look at: they ask for more where nothing may be lost. */
export interface DataCheckContext extends CheckContext {
  readonly takeover: Takeover;
}

/** Whether the record names the site already: what it has promoted then follows nobody any more. */
export function hasClaimed({ situation, takeover }: DataCheckContext): boolean {
  return roleInForce(situation)?.active_site === takeover.target;
}

/** The verdicts of one check. */
export function verdicts(id: string, title: string) {
  const say =
    (outcome: Check["outcome"]) =>
    (detail: string, fix?: string): Check[] => [
      { id, title, outcome, detail, ...(fix !== undefined && { fix }) },
    ];
  return { ok: say("ok"), warn: say("warning"), stop: say("stop") };
}

/**
 * What is said of data that has stopped following.
 *
 * @param what for example `the database streamflix-rds-dr-dev`.
 */
export function staleCheck(
  { takeover, deployment, standby }: DataCheckContext,
  { stop, warn }: ReturnType<typeof verdicts>,
  what: string,
): Check[] {
  const { system } = deployment;
  const lacks = `${what}, so it lacks what the other site has written since`;
  if (takeover.mode === "failover" && takeover.acceptsStale) return warn(`${lacks}: that is lost`);
  const again = `let it follow again: ${standby(`reprotect ${system}`)}`;
  if (takeover.mode === "switchover") return stop(lacks, again);
  return stop(
    lacks,
    `${again}. If the other site's data is lost for good, take this: add --accept-stale-data`,
  );
}
