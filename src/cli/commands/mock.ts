import { join, resolve } from "node:path";
import { Command } from "commander";
import { EnvironmentError } from "../../config/problem";
import { Failure } from "../actions/failure";
import { mock } from "../actions/mock";
import { EXIT } from "../actions/exit-codes";
import type { Host } from "../host/host";
import { interruptible } from "../host/interruption";
import { coloursFor } from "../host/output";

const HELP = `
The pretended account and the states of the stacks are kept until --reset, so that several commands see one world. The synthesized stacks are written beside them, never to cdktf.out.

Examples:
  npm run standby -- mock -- npx cdktf deploy payments-primary payments-dr --auto-approve --skip-provider-lock
  npm run standby -- mock --system payments -- npx cdktf diff payments-dr --ignore-missing-stack-dependencies
  npm run standby -- mock -- npx cdktf output payments-primary
  npm run standby -- mock -- npx cdktf destroy payments-primary payments-dr --auto-approve
  npm run standby -- mock --region-down us-east-1 -- terraform -chdir=.standby/mock/out/stacks/payments-dr plan -refresh=false

Exit codes: those of the command; ${EXIT.usage} if the command line is wrong, ${EXIT.interrupted} after Ctrl-C.`;

interface Flags {
  readonly system: readonly string[];
  readonly regionDown: readonly string[];
  readonly reset?: boolean;
  readonly folder?: string;
}

/** The default folder of the pretended world, relative to the project's root. */
const FOLDER = ".standby/mock";

/** The command `mock -- <command...>`. Sets `process.exitCode` to the command's. */
export function mockCommand(host: Host): Command {
  return new Command("mock")
    .summary("run a command, such as cdktf deploy, against a stand-in for AWS")
    .description("Runs a command in which Terraform finds the mock AWS provider instead of the real one.")
    .argument("[command...]", "the command and its arguments, behind --")
    .option(
      "--system <system>",
      "synthesize this one only, which is faster; may be repeated (default: all of the environment)",
      collect,
      [],
    )
    .option("--region-down <region>", "let every call to this region fail; may be repeated", collect, [])
    .option("--folder <folder>", `where that world is kept (default: ${FOLDER})`)
    .option("--reset", "forget the pretended account and the states first")
    .addHelpText("after", HELP)
    .action(async (command: string[], flags: Flags, self: Command) => {
      if (command.length === 0 && !flags.reset) {
        self.error(
          "error: no command: put one behind --, for example: mock -- npx cdktf diff payments-primary",
          {
            exitCode: EXIT.usage,
          },
        );
      }
      await execute(host, command, flags);
    });
}

async function execute(host: Host, command: readonly string[], flags: Flags): Promise<void> {
  const folder = flags.folder === undefined ? join(host.root, FOLDER) : resolve(host.folder, flags.folder);
  try {
    const outcome = await interruptible((signal) =>
      mock(host, {
        command,
        systems: flags.system,
        folder,
        regionsDown: flags.regionDown,
        reset: flags.reset ?? false,
        signal,
      }),
    );
    process.exitCode = outcome.interrupted ? EXIT.interrupted : outcome.value;
  } catch (error) {
    if (!(error instanceof Failure || error instanceof EnvironmentError)) throw error;
    host.stderr.write(`${coloursFor(host.stderr).red(error.message)}\n`);
    process.exitCode = EXIT.failed;
  }
}

function collect(value: string, values: readonly string[]): string[] {
  return [...values, value];
}
