import type { Proposal } from "../../rehearsal/failover-plan";
import type { EXIT } from "./exit-codes";
import type { FailureProblem } from "./failure";

/** Something that is not what the source says. */
export interface Difference extends Proposal {
  /**
   * `failover`: a failover leaves it so by design, until the site is protected again. `drift`: somebody changed what is
   * deployed, or the source.
   */
  readonly reason: "failover" | "drift";
}

/** What Terraform would change in one stack. */
export interface StackDrift {
  readonly system: string;
  readonly stack: string;
  /** Empty where it is in step. */
  readonly differences: readonly Difference[];
}

/** `left by a failover`: nothing else differs. `unknown`: a stack could not be planned. */
export type DriftVerdict = "in step" | "left by a failover" | "drifted" | "unknown";

/** Whether what is deployed is what the source says. */
export interface DriftReport {
  readonly verdict: DriftVerdict;
  readonly exitCode: (typeof EXIT)["done" | "failed" | "drifted"];
  readonly environment?: string | undefined;
  /** The stacks that could be planned. */
  readonly stacks: readonly StackDrift[];
  readonly problems: readonly FailureProblem[];
  /** The same for people; empty where there are none. */
  readonly failure: string;
}
