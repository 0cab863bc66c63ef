import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type { Command } from "commander";
import type { OperationDependencies } from "../../../src/cli/actions/failover/context";
import type { Host } from "../../../src/cli/host/host";
import type { Deployment } from "../../../src/failover/operate/deployment";
import { deployment, type World } from "../../failover/operate/world";

/** How a command ended. */
export interface OperationRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** What is typed when something is asked; nobody sits there when undefined. */
  readonly typed?: string;
  readonly deployment?: Deployment;
  readonly variables?: Record<string, string>;
  /** The project's root. */
  readonly root?: string;
}

/** Makes a command for a host with surroundings, as the real ones are made. */
type CommandOf<Dependencies extends OperationDependencies> = (
  host: Host,
  surroundings: (host: Host) => { dependencies: Dependencies; input: PassThrough },
) => Command;

/**
 * Runs a command in a little world, on its virtual clock.
 *
 * @param extra what the command depends on beside AWS and the time.
 */
export async function runOperation<Dependencies extends OperationDependencies>(
  commandOf: CommandOf<Dependencies>,
  args: readonly string[],
  world: World,
  extra: Omit<Dependencies, keyof OperationDependencies>,
  { typed, deployment: deployed = deployment(), variables = {}, root = "/nowhere" }: RunOptions = {},
): Promise<OperationRun> {
  const output = { stdout: "", stderr: "" };
  const host = {
    stdout: { write: (text: string) => (output.stdout += text) },
    stderr: { write: (text: string) => (output.stderr += text) },
    root,
    folder: root,
    variables,
  } as unknown as Host;
  const dependencies = {
    root,
    variables,
    systems: [],
    clock: world.clock,
    clientsOf: world.clientsOf,
    deploymentOf: () => deployed,
    ...extra,
  } as unknown as Dependencies;
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    const command = commandOf(host, () => ({ dependencies, input: keyboard(typed) })).exitOverride();
    await passTime(world, command.parseAsync(args, { from: "user" }));
    return { exitCode: Number(process.exitCode), ...output };
  } finally {
    process.exitCode = before;
  }
}

function keyboard(typed: string | undefined): PassThrough {
  const input = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  if (typed !== undefined) input.write(`${typed}\n`);
  return input;
}

/** Lets virtual time pass, and between its moments real streams do their work. */
async function passTime(world: World, work: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  work.then(over, over);
  for (let turn = 0; !isOver && turn < 1000; turn++) {
    await setImmediate();
    await world.virtual.run(() => isOver);
  }
  if (!isOver) throw new Error("the command waits for ever");
  await work;
}

/** A folder that is gone after each test. */
export function temporaryFolder(): () => string {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "standby-operations-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}
