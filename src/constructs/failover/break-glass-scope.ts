import type { PerSite } from "../../config/site";
import type { PolicyStatement } from "../iam/policy-document";
import type { AuroraNames } from "./other-site";

/** What a failover moves, and so a break-glass role may move by hand. */
export interface BreakGlassScope {
  /** The names of the state machines of both sites. */
  readonly machineNames: PerSite<string>;
  /** The keys that encrypt the alert topic of this region and the role table, in either region where they are known. */
  readonly keyArns: readonly string[];
  /** What taking over by hand takes of the participants: `FailoverMachine.byHand`. */
  readonly byHand: readonly PolicyStatement[];
  /**
   * The global database that may be detached or switched over, when nothing else helps.
   *
   * @default - the system has no Aurora global database
   */
  readonly aurora?: AuroraNames | undefined;
}
