import { EnvironmentError } from "../../config/problem";
import type { Site } from "../../config/site";
import type { FailoverPlan, Mode } from "../../failover/plan/model";
import { EXIT, type ExitCode } from "./exit-codes";
import { planSystems } from "./failover-plans";
import { Failure, type FailureProblem } from "./failure";
import type { ProjectDependencies } from "./synthesized-systems";

/** What the user asked for. */
export interface RunbookRequest {
  readonly system: string;
  readonly mode: Mode;
  /**
   * The site whose state machine does it.
   *
   * @default - the DR site takes over, and the primary site then stands by again
   */
  readonly site?: Site | undefined;
}

/** What a procedure for humans is written from. */
export interface Runbook {
  readonly environment: string;
  readonly account: string;
  readonly mode: Mode;
  readonly plan: FailoverPlan;
  /** The ARN of the state machine. */
  readonly machineArn: string;
}

/** A runbook, or why there is none. */
export interface RunbookReport {
  readonly exitCode: ExitCode;
  readonly runbook?: Runbook;
  /** Everything that is wrong, one by one. */
  readonly problems: readonly FailureProblem[];
  /** The same to be read by people; empty when all is well. */
  readonly failure: string;
}

/**
 * Reads from the synthesized stacks how a mode is carried out, with or without the state machine.
 *
 * @returns a report, also when something is wrong that the user can mend.
 */
export function runbook(dependencies: ProjectDependencies, request: RunbookRequest): RunbookReport {
  const { system, mode, site = mode === "reprotect" ? "primary" : "dr" } = request;
  try {
    const { environment, systems } = planSystems(dependencies, [system]);
    const plan = systems[0]?.plans[site];
    if (!plan) throw new Error(`${system} was chosen and has no plan`);
    return { exitCode: EXIT.done, runbook: runbookOf(environment, plan, mode), problems: [], failure: "" };
  } catch (error) {
    if (!(error instanceof Failure || error instanceof EnvironmentError)) throw error;
    const problems = error.problems.map((problem) => ({ ...problem }));
    return { exitCode: EXIT.failed, problems, failure: error.message };
  }
}

/** What the procedure of one mode of a plan is written from. */
export function runbookOf(
  { name, account }: { readonly name: string; readonly account: string },
  plan: FailoverPlan,
  mode: Mode,
): Runbook {
  const region = plan.regions[plan.site];
  const machineArn = `arn:aws:states:${region}:${account}:stateMachine:${plan.machine}`;
  return { environment: name, account, mode, plan, machineArn };
}
