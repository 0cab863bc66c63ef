import { join } from "node:path";
import type { Environment } from "../../config/environment";
import { recoveryTime } from "../../failover/objectives/recovery-time";
import { findMachine } from "../../failover/plan/read";
import { DEFAULTS } from "../../failover/simulation/defaults";
import { regionLoss } from "../../failover/simulation/scenarios/region-loss";
import { simulate } from "../../failover/simulation/simulate";
import { readSubject } from "../../failover/simulation/subject";
import type { Spread } from "../../failover/simulation/summary";
import type { TerraformConfiguration } from "../../terraform/configuration";
import { readSynthesized } from "../../terraform/synthesized";
import type { StackSummary } from "./stack-summary";

/** Losses that are simulated at each start: a look, not a proof. `standby simulate` takes a thousand. */
export const LOSSES = 100;

/** What is simulated. */
export interface LossRequest {
  readonly environment: Environment;
  readonly system: string;
  /** The stacks as they were written, below `outdir`. */
  readonly stacks: readonly StackSummary[];
  readonly outdir: string;
  readonly signal: AbortSignal;
}

/** What became of a system whose primary region was lost, again and again. */
export interface SimulatedLoss {
  readonly system: string;
  /** The region that was lost. */
  readonly region: string;
  readonly runs: number;
  /** In how many runs both objectives were met. */
  readonly met: number;
  /** The sum of the medians on the critical path, in seconds. */
  readonly expectedSeconds: number;
  readonly objectiveSeconds: number;
  /** Until the median caller is served again, in seconds; undefined where nobody ever was. */
  readonly recovery: Spread | undefined;
  /** What must never happen, and did. */
  readonly violations: readonly string[];
}

/**
 * Loses the primary region of a system in a simulation of what was synthesized.
 *
 * @returns undefined where the system has no state machine that moves its roles.
 * @throws the signal's reason when it aborts.
 */
export async function simulateLoss(request: LossRequest): Promise<SimulatedLoss | undefined> {
  const { environment, system, signal } = request;
  const configurations = { primary: read("primary", request), dr: read("dr", request) };
  const machine = findMachine(configurations.dr);
  if (!machine || !findMachine(configurations.primary)) return undefined;
  const { account, suffix } = environment;
  const { summary, violated } = await simulate({
    subject: readSubject({ system, account, suffix, configurations }),
    scenario: regionLoss,
    runs: LOSSES,
    seed: DEFAULTS.seed,
    humanMinutes: DEFAULTS.humanMinutes,
    signal,
  });
  return {
    system,
    region: machine.plan.regions.primary,
    runs: summary.runs,
    met: summary.objectives.met,
    expectedSeconds: recoveryTime(machine.plan, "failover").expectedSeconds,
    objectiveSeconds: summary.objectives.recoveryTimeSeconds,
    recovery: summary.recovery,
    violations: (violated?.violations ?? []).map(({ invariant, what }) => `${invariant}: ${what}`),
  };
}

function read(site: StackSummary["site"], { system, stacks, outdir }: LossRequest): TerraformConfiguration {
  const stack = stacks.find((each) => each.system === system && each.site === site);
  if (!stack) throw new Error(`${system} has no ${site} stack`);
  return readSynthesized(join(outdir, stack.directory));
}
