import { ListExecutionsCommand } from "@aws-sdk/client-sfn";
import type { RegionalClients } from "../../aws/clients";
import { ifPresent } from "../../state/errors";

/** An execution of a state machine that runs now. */
export interface RunningExecution {
  readonly name: string;
  readonly arn: string;
  /** ISO text. */
  readonly startedAt: string;
}

/** More than one can't hold the lock; of a crowd the newest tell enough. */
const SHOWN = 5;

/**
 * Lists what a site's state machine does now.
 *
 * @returns undefined where there is no such machine.
 */
export async function runningExecutions(
  { sfn, region }: Pick<RegionalClients, "sfn" | "region">,
  { account, machine }: { readonly account: string; readonly machine: string },
  abortSignal: AbortSignal,
): Promise<readonly RunningExecution[] | undefined> {
  const list = new ListExecutionsCommand({
    stateMachineArn: `arn:aws:states:${region}:${account}:stateMachine:${machine}`,
    statusFilter: "RUNNING",
    maxResults: SHOWN,
  });
  const found = await ifPresent(sfn.send(list, { abortSignal }), "StateMachineDoesNotExist");
  return found?.executions?.map(({ name = "", executionArn = "", startDate }) => ({
    name,
    arn: executionArn,
    startedAt: startDate?.toISOString() ?? "",
  }));
}
