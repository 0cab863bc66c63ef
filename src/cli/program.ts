import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command, CommanderError } from "commander";
import { EXIT } from "./actions/exit-codes";
import type { Host } from "./host/host";
import { runCommand } from "../process/run-command";

const root = join(__dirname, "..", "..");

/**
 * The commands by name. Each is loaded when it is asked for: the libraries of one take longer to load than the work of
 * another takes. `import()` is not translated by tsx/cjs, hence `require`.
 */
/* eslint-disable @typescript-eslint/no-require-imports */
const commands: Readonly<Record<string, (host: Host) => Command>> = {
  start: (host) => (require("./commands/start") as typeof import("./commands/start")).startCommand(host),
  rehearse: (host) =>
    (require("./commands/rehearse") as typeof import("./commands/rehearse")).rehearseCommand(host),
  mock: (host) => (require("./commands/mock") as typeof import("./commands/mock")).mockCommand(host),
  policy: (host) => (require("./commands/policy") as typeof import("./commands/policy")).policyCommand(host),
  cost: (host) => (require("./commands/cost") as typeof import("./commands/cost")).costCommand(host),
  bootstrap: (host) =>
    (require("./commands/bootstrap") as typeof import("./commands/bootstrap")).bootstrapCommand(host),
  objectives: (host) =>
    (require("./commands/objectives") as typeof import("./commands/objectives")).objectivesCommand(host),
  drift: (host) => (require("./commands/drift") as typeof import("./commands/drift")).driftCommand(host),
  status: (host) => (require("./commands/status") as typeof import("./commands/status")).statusCommand(host),
  runbook: (host) =>
    (require("./commands/runbook") as typeof import("./commands/runbook")).runbookCommand(host),
  failover: (host) =>
    (require("./commands/failover") as typeof import("./commands/failover")).failoverCommand(host),
  failback: (host) =>
    (require("./commands/failback") as typeof import("./commands/failback")).failbackCommand(host),
  reprotect: (host) =>
    (require("./commands/reprotect") as typeof import("./commands/reprotect")).reprotectCommand(host),
  snapshot: (host) =>
    (require("./commands/snapshot") as typeof import("./commands/snapshot")).snapshotCommand(host),
  simulate: (host) =>
    (require("./commands/simulate") as typeof import("./commands/simulate")).simulateCommand(host),
  drill: (host) => (require("./commands/drill") as typeof import("./commands/drill")).drillCommand(host),
};

function createHost(): Host {
  const host = {
    stdout: process.stdout,
    stderr: process.stderr,
    root,
    folder: process.cwd(),
    outdir: resolve(process.env.CDKTF_OUTDIR ?? join(root, "cdktf.out")),
    variables: process.env,
    run: runCommand,
  };
  return {
    ...host,
    scopeFor: (system) =>
      (require("./host/state-scope") as typeof import("./host/state-scope")).stateScope(host, system),
  };
}
/* eslint-enable @typescript-eslint/no-require-imports */

function createProgram(host: Host, args: readonly string[]): Command {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const program = new Command("standby")
    .description("Keeps a warm copy of a system in a second AWS region, and proves that it can take over.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .exitOverride()
    .showHelpAfterError("(standby --help lists the commands)");
  const named = commands[args[0] ?? ""];
  for (const load of named ? [named] : Object.values(commands)) {
    program.addCommand(load(host).copyInheritedSettings(program));
  }
  return program;
}

async function main(args: readonly string[]): Promise<void> {
  const host = createHost();
  process.stdout.on("error", ignoreClosedPipe);
  // Constructs find cdktf.json and their assets from the project's root, as under `cdktf synth`.
  process.chdir(root);
  try {
    await createProgram(host, args).parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has printed its message, or the help that was asked for.
    // A mistyped `drift` must not look like a difference.
    const usage = args[0] === "drift" ? EXIT.failed : EXIT.usage;
    process.exitCode = error.exitCode === 0 ? EXIT.done : usage;
  }
}

/** A reader that has seen enough, such as `head`, is no error. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

void main(process.argv.slice(2));
