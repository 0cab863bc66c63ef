import type { Site } from "../../../config/site";
import { follow } from "../../../failover/operate/follow";
import { describeExecution, startExecution, type MachineInput } from "../../../failover/operate/machine";
import { stepsOf, type Mode } from "../../../failover/plan/model";
import type { Operation } from "./operation";
import { asFailure, failure } from "./failures";
import { runReport, type RunReport } from "./report";

/** Pause between two looks at an execution, in milliseconds. A re-protection takes up to hours. */
const POLL_MS: Readonly<Record<Mode, number>> = { failover: 1_000, switchover: 1_000, reprotect: 5_000 };

/**
 * Starts the machine of a site, and follows it to its end.
 *
 * @param epoch of the role record as it is now.
 * @throws Failure where somebody else has started the same in this moment.
 */
export async function startAndFollow(
  operation: Operation,
  site: Site,
  epoch: number,
  input: MachineInput,
): Promise<RunReport> {
  const { deployment, clients, standby } = operation.context;
  const arn = await startExecution(clients[site], deployment.sites[site].machineArn, epoch, input);
  if (arn === undefined) {
    const { system } = deployment;
    throw failure(
      `Somebody else has started the same in this moment. Follow it: ${standby(`failover ${system} --follow`)}`,
    );
  }
  return followExecution(operation, site, arn, input.mode, true);
}

/**
 * Follows an execution to its end, and keeps its report.
 *
 * @param mode what it does. @default - what its input says; failover where that can't be read
 */
export async function followExecution(
  operation: Operation,
  site: Site,
  executionArn: string,
  mode?: Mode,
  isNew = false,
): Promise<RunReport> {
  const { deployment, clients, clock, operator } = operation.context;
  const { region, plan } = deployment.sites[site];
  const known = mode ?? (await describeExecution(clients[site], executionArn)).input?.mode ?? "failover";
  operator.onEvent({ type: "following", site, region, mode: known, arn: executionArn, isNew });
  const result = await unlessLost(operation, () =>
    follow({
      clients: clients[site],
      executionArn,
      steps: stepsOf(plan.modes[known]),
      clock,
      signal: operator.signal,
      pollMs: POLL_MS[known],
      onEvent: (event) => operator.onEvent(event),
    }),
  );
  const report = runReport(deployment, site, known, result);
  operation.runs.push(report);
  return report;
}

/** What can't be followed any more goes on all the same, and whoever reads the error must know that. */
async function unlessLost<T>({ context }: Operation, work: () => Promise<T>): Promise<T> {
  const { operator, deployment, standby } = context;
  try {
    return await work();
  } catch (error) {
    operator.signal.throwIfAborted();
    const follow = standby(`failover ${deployment.system} --follow`);
    throw failure(`${asFailure(error).message}\nThe execution goes on in AWS. Follow it: ${follow}`);
  }
}
