import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  type ExecutionStatus,
  type HistoryEvent,
} from "@aws-sdk/client-sfn";
import { z } from "zod";
import type { RegionalClients } from "../../aws/clients";
import { MODES, type Mode } from "../plan/model";

/** What a state machine is started with. */
export interface MachineInput {
  readonly mode: Mode;
  readonly trigger: "operator" | "alarm";
  readonly reason: string;
  /** Whether a lock that somebody holds is taken over. @default false */
  readonly breakLock?: boolean;
  /** Whether data that lacks what the other site has written is taken as it is. @default false */
  readonly acceptStale?: boolean;
}

/** An execution of a state machine. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startedAt: Date;
  readonly stoppedAt?: Date;
  /** @default - its input can't be read */
  readonly input?: MachineInput;
  /** Why it failed, as the machine says it. */
  readonly error?: string;
  readonly cause?: string;
}

/** How many of the newest executions are looked at, to find a name that is free. */
const NEWEST = 100;

/** Events that one call asks for. More than come between two looks; one call gives at most 1000 (API model, read 2026-11). */
const EVENTS_A_PAGE = 100;

const INPUT = z.object({
  mode: z.enum(MODES),
  trigger: z.enum(["operator", "alarm"]),
  reason: z.string(),
  breakLock: z.boolean().optional(),
  acceptStale: z.boolean().optional(),
});

/** The executions of a machine that run now, newest first. */
export async function runningExecutions(
  { sfn }: RegionalClients,
  stateMachineArn: string,
): Promise<Execution[]> {
  const { executions = [] } = await sfn.send(
    new ListExecutionsCommand({ stateMachineArn, statusFilter: "RUNNING" }),
  );
  return Promise.all(executions.map(({ executionArn = "" }) => describeExecution({ sfn }, executionArn)));
}

/** The execution of a machine that was started last; undefined where there never was one. */
export async function newestExecution(
  { sfn }: RegionalClients,
  stateMachineArn: string,
): Promise<Execution | undefined> {
  const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1 }));
  const arn = executions[0]?.executionArn;
  return arn === undefined ? undefined : describeExecution({ sfn }, arn);
}

/** What is known of one execution. */
export async function describeExecution(
  { sfn }: Pick<RegionalClients, "sfn">,
  executionArn: string,
): Promise<Execution> {
  const found = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  const input = INPUT.safeParse(parseJson(found.input));
  return {
    arn: executionArn,
    name: found.name ?? executionArn,
    status: found.status ?? "RUNNING",
    startedAt: found.startDate ?? new Date(0),
    ...(found.stopDate && { stoppedAt: found.stopDate }),
    ...(input.success && { input: input.data as MachineInput }),
    ...(found.error !== undefined && { error: found.error }),
    ...(found.cause !== undefined && { cause: found.cause }),
  };
}

/**
 * Starts a machine. The execution is called `<mode>-e<epoch>-<n>`, so that a start whose answer got lost starts nothing
 * twice: Step Functions answers with the same execution for the same name and input.
 *
 * @param epoch of the role record as it is now.
 * @returns the execution's ARN; undefined where somebody else has just taken the name.
 */
export async function startExecution(
  { sfn }: RegionalClients,
  stateMachineArn: string,
  epoch: number,
  input: MachineInput,
): Promise<string | undefined> {
  const prefix = `${input.mode}-e${epoch}-`;
  const { executions = [] } = await sfn.send(
    new ListExecutionsCommand({ stateMachineArn, maxResults: NEWEST }),
  );
  const taken = executions.flatMap(({ name = "" }) =>
    name.startsWith(prefix) ? [Number(name.slice(prefix.length))] : [],
  );
  const name = `${prefix}${Math.max(0, ...taken.filter(Number.isInteger)) + 1}`;
  try {
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
    );
    return executionArn;
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return undefined;
    throw error;
  }
}

/** Ends an execution where it is. What it has done stays done. */
export async function stopExecution(
  { sfn }: RegionalClients,
  executionArn: string,
  cause: string,
): Promise<void> {
  await sfn.send(new StopExecutionCommand({ executionArn, error: "StoppedByOperator", cause }));
}

/** The events of an execution after the one with the number `after`, oldest first. */
export async function historyAfter(
  { sfn }: RegionalClients,
  executionArn: string,
  after: number,
): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    // From the newest backwards, so that a long history is not read anew each time.
    const page = await sfn.send(
      new GetExecutionHistoryCommand({
        executionArn,
        reverseOrder: true,
        maxResults: EVENTS_A_PAGE,
        includeExecutionData: true,
        nextToken,
      }),
    );
    const fresh = (page.events ?? []).filter(({ id = 0 }) => id > after);
    events.push(...fresh);
    nextToken = fresh.length === page.events?.length ? page.nextToken : undefined;
  } while (nextToken);
  return events.reverse();
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
