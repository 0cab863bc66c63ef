import type { RehearsalReport } from "../../rehearsal/report";
import type { ToolCheck } from "../prerequisites/tool";
import type { ExitCode } from "./exit-codes";
import type { FailureProblem } from "./failure";
import type { SimulatedLoss } from "./simulate-loss";
import type { StackSummary, Warning } from "./stack-summary";

/** A step that was not run, because something is missing. */
export interface SkippedStep {
  readonly step: string;
  readonly reason: string;
  readonly advice: readonly string[];
}

/** A command that the user can go on with. */
export interface NextCommand {
  readonly command: string;
  readonly purpose: string;
}

/** What `start` found and did. With `--json` it is printed as it is. */
export interface StartReport {
  /** Whether everything was done, and nothing is wrong: the same as exit code 0. */
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  /** Name of the environment; missing when it could not be read. */
  readonly environment?: string;
  /** Output directory, absolute. */
  readonly outdir: string;
  readonly tools: readonly ToolCheck[];
  readonly stacks: readonly StackSummary[];
  readonly warnings: readonly Warning[];
  /** What Terraform did with each system. */
  readonly rehearsals: readonly RehearsalReport[];
  /** What becomes of each system whose primary region is lost. */
  readonly simulations: readonly SimulatedLoss[];
  readonly skipped: readonly SkippedStep[];
  readonly next: readonly NextCommand[];
  /** What is wrong, one by one. */
  readonly problems: readonly FailureProblem[];
  /** The problems as people read them; empty without any. */
  readonly failure: string;
}
