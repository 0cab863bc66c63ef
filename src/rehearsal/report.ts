import type { Refuser } from "./refusal";

/** What a rehearsal does, in this order. */
export const STEPS = [
  "init",
  "validate",
  "plan",
  "apply",
  "state",
  "second plan",
  "secrets",
  "independence",
  "failover",
  "plan after failover",
  "re-protection",
  "failback",
  "emergency",
  "destroy",
  "leftovers",
] as const;

export type StepName = (typeof STEPS)[number];

/** One finished step. */
export interface StepResult {
  readonly system: string;
  /** The stack; undefined where the step looks at both. */
  readonly stack?: string | undefined;
  readonly step: StepName;
  readonly seconds: number;
  /** What was seen, in a few words, for example `41 to add`. */
  readonly detail: string;
}

/** The rehearsal of one system. */
export interface RehearsalReport {
  readonly system: string;
  readonly ok: boolean;
  readonly steps: readonly StepResult[];
  /** Where it stopped, with Terraform's own message, and who refused what was asked if that is known. */
  readonly failure?: {
    readonly stack?: string | undefined;
    readonly step: StepName;
    readonly message: string;
    readonly refusedBy?: Refuser | undefined;
  };
  /** Stacks that were applied and could not be destroyed after the failure; their states are kept. */
  readonly notDestroyed: readonly string[];
  /** Resources that can't be changed while the region of the global services is down, by address. */
  readonly frozenWithoutGlobalServices: readonly string[];
  /** Resources in the state after the apply, by stack. */
  readonly resources: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Where the states and plans lie, if they were kept. */
  readonly kept?: string | undefined;
}

/** A step that ran and did not find what it must: no failure of Terraform, but of what is rehearsed. */
export class RehearsalFailure extends Error {
  override readonly name = "RehearsalFailure";
}
