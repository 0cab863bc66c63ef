import { ExecutionAlreadyExists, StartExecutionCommand, type SFNClient } from "@aws-sdk/client-sfn";
import { createHash } from "node:crypto";
import { reach } from "./reach";
import type { Tools } from "./tools";

/** What shall be started, and why. */
export interface StartReprotectionProps {
  /** Of the other region. */
  readonly sfn: SFNClient;
  /** The other site's state machine. */
  readonly machineArn: string;
  /** Of the takeover that it follows. */
  readonly epoch: number;
  readonly reason: string;
  readonly trigger: "operator" | "alarm";
}

/** The execution that protects the system again. */
export interface StartedReprotection {
  readonly executionArn: string;
  /** Whether it was started now or is running; false if it ended before. */
  readonly started: boolean;
}

/**
 * Lets the other site stand by again. One takeover gets one execution for one reason: Step Functions keeps a name unique
 * for 90 days, and takes the same call for the same while the execution runs (API model of SDK 3.1162, read 2026-11).
 *
 * @throws OtherSiteUnreachable if the other region does not answer.
 */
export async function startReprotection(
  props: StartReprotectionProps,
  { signal }: Tools,
): Promise<StartedReprotection> {
  const { sfn, machineArn, epoch, reason, trigger } = props;
  const name = `reprotect-${epoch}-${createHash("sha256").update(reason).digest("hex").slice(0, 8)}`;
  const executionArn = `${machineArn.replace(":stateMachine:", ":execution:")}:${name}`;
  const command = new StartExecutionCommand({
    stateMachineArn: machineArn,
    name,
    input: JSON.stringify({ mode: "reprotect", trigger, reason }),
  });
  try {
    await reach("StartExecution", sfn.send(command, { abortSignal: signal }));
    return { executionArn, started: true };
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return { executionArn, started: false };
    throw error;
  }
}
