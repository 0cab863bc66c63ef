import type { RunCommand } from "../../process/command";
import type { StackSummary } from "./stack-summary";

/** What a step that needs Terraform is given. */
export interface TerraformStepContext {
  /** Terraform or OpenTofu, already checked. */
  readonly binary: string;
  readonly run: RunCommand;
  readonly signal: AbortSignal;
  /** Output directory, absolute. */
  readonly outdir: string;
  readonly stacks: readonly StackSummary[];
}

/** Something that Terraform has against a stack. */
export interface TerraformProblem {
  readonly stack: string;
  /** Terraform's own words. */
  readonly message: string;
  readonly [where: string]: unknown;
}

/** A check with Terraform on the synthesized stacks. */
export interface TerraformStep {
  readonly title: string;
  /**
   * Runs the check on every stack.
   *
   * @returns empty when all is well.
   * @throws the signal's reason when interrupted.
   */
  run(context: TerraformStepContext): Promise<readonly TerraformProblem[]>;
}
