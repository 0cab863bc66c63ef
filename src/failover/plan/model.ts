import type { PerSite, Site } from "../../config/site";
import type { Duration } from "./duration";

/**
 * What a state machine is asked to do, as `mode` in its input. It always works for its own site.
 *
 * - `failover`: take over although the other site is gone; the latest data may be lost.
 * - `switchover`: take over from a healthy site without loss. In the primary site this is the failback.
 * - `reprotect`: stand by again, after the other site has taken over.
 */
export const MODES = ["failover", "switchover", "reprotect"] as const;

export type Mode = (typeof MODES)[number];

/** The parts of a takeover, in their order. */
export const PHASES = [
  "confirm",
  "fence",
  "take over",
  "verify",
  "open switch",
  "notify",
  "measure",
  "re-protect",
] as const;

export type Phase = (typeof PHASES)[number];

/** A command for a human, when the state machine can't be used. */
export interface ManualCommand {
  /** For `sh`, with the real names in it. */
  readonly command: string;
  /** In which case: `both regions answer`. @default - in any */
  readonly when?: string;
  /** What it must answer before the next command. @default - nothing in particular */
  readonly expect?: string;
}

/** One step of a failover, as the participant describes it and the state machine carries it out. */
export interface Step {
  /** Unique in its plan, lower case with hyphens: the states that carry it out are called `<id>` or `<id>: <what>`. */
  readonly id: string;
  readonly phase: Phase;
  /** What is done, for people: `Promote the database in us-east-2`. */
  readonly title: string;
  /** The construct that it comes from, for example `database`. */
  readonly participant: string;
  /** The API calls, as `service:Action`, for example `rds:FailoverGlobalCluster`. */
  readonly calls: readonly string[];
  /** How its completion is seen. */
  readonly completion: string;
  /** After this many seconds the state machine gives the step up. */
  readonly timeoutSeconds: number;
  readonly duration: Duration;
  /**
   * The same between two healthy sites.
   *
   * @default - as in a failover
   */
  readonly switchoverDuration?: Duration;
  /** Why it may be done twice. */
  readonly repeatable: string;
  /** What takes it back, or what an operator does when it fails. */
  readonly compensation: string;
  /** Whether the plan goes on when the step fails. */
  readonly mayFail: boolean;
  /** The same by hand. */
  readonly manual: readonly ManualCommand[];
}

/** Steps one after the other, or at the same time. */
export type Sequence = readonly (Step | Together)[];

/** Sequences that run at the same time; it ends with the last of them. */
export interface Together {
  readonly together: readonly Sequence[];
}

/** How a loss is noticed, before any step. */
export interface Detection {
  /** What notices it: `Three probes of the primary site fail`. */
  readonly title: string;
  readonly duration: Duration;
  /** Whether the state machine is started by it. Otherwise by a human, whose time nothing bounds. */
  readonly isAutomatic: boolean;
}

/** How much of the latest data a datastore may lose. */
export interface RecoveryPoint {
  /** The construct, for example `database`. */
  readonly datastore: string;
  /** What carries the data over: `Aurora global database, storage replication`. */
  readonly mechanism: string;
  /**
   * The loss in seconds: `expectedSeconds` as it is usually, `worstSeconds` as far as something watches over it.
   */
  readonly loss: Duration;
  /** What bounds it. Asynchronous replication has no bound, only an alarm that says when it is late. */
  readonly bound: { readonly by: string } | { readonly none: true; readonly alarm: string };
}

/** A plan of one site of one system: how this site takes over, and how it stands by again. */
export interface FailoverPlan {
  readonly system: string;
  readonly site: Site;
  readonly regions: PerSite<string>;
  /** The name of the state machine in AWS. */
  readonly machine: string;
  readonly objectives: { readonly recoveryTimeMinutes: number; readonly recoveryPointMinutes: number };
  readonly detection: Detection;
  readonly modes: Readonly<Record<Mode, Sequence>>;
  /** From the open switch until callers arrive: alarm, health check, resolvers. Nothing is called for it. */
  readonly propagation: readonly { readonly title: string; readonly duration: Duration }[];
  readonly recoveryPoints: readonly RecoveryPoint[];
  /**
   * Why an expected recovery time above the objective is accepted.
   *
   * @default - it is not: synthesis fails
   */
  readonly waiver?: string;
}

/** Whether a part of a sequence is several sequences at once. */
export function isTogether(part: Step | Together): part is Together {
  return "together" in part;
}

/** All steps of a sequence, in the order in which they are written. */
export function stepsOf(sequence: Sequence): Step[] {
  return sequence.flatMap((part) => (isTogether(part) ? part.together.flatMap(stepsOf) : [part]));
}
