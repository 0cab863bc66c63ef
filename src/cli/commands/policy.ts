import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { EXIT } from "../actions/exit-codes";
import { policy } from "../actions/policy";
import type { Host } from "../host/host";
import { interruptible } from "../host/interruption";
import { coloursFor } from "../host/output";
import { policyText } from "../host/policy-text";
import { createProgress, progressStyle } from "../host/progress";
import { startDependencies } from "../host/run-start";

const HELP = `
Exit codes:
  ${EXIT.done}    every finding is answered by a reason next to its resource
  ${EXIT.failed}    a finding has no answer, a reason has no finding, or a rehearsal failed
  ${EXIT.usage}    the command line is wrong
  ${EXIT.skipped}    Terraform or Python is missing
  ${EXIT.interrupted}  interrupted with Ctrl-C

The reasons are listed in docs/policy.md.`;

/** The command `policy [systems...]`. Sets `process.exitCode` as `EXIT` says. */
export function policyCommand(host: Host): Command {
  return new Command("policy")
    .summary("scan the plans of the stacks with checkov")
    .description("Rehearses the systems and scans their plans with a policy scanner.")
    .argument("[systems...]", "systems to scan (default: all of the environment)")
    .option("--json", "print one JSON document on stdout, and no progress")
    .addHelpText("after", HELP)
    .action((asked: string[], flags: { readonly json?: boolean }) =>
      execute(host, asked, flags.json ?? false),
    );
}

async function execute(host: Host, asked: readonly string[], json: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "standby-policy-"));
  try {
    const { stdout, stderr, variables } = host;
    const progress = createProgress(progressStyle(json, host, variables), stderr);
    const dependencies = startDependencies({ ...host, outdir: join(folder, "out") });
    const outcome = await interruptible((signal) =>
      policy(dependencies, {
        systems: asked,
        planFolder: join(folder, "plans"),
        signal,
        onEvent: (event) => progress.show(event),
      }),
    );
    if (outcome.interrupted) {
      stderr.write("Interrupted. Nothing was scanned.\n");
      process.exitCode = EXIT.interrupted;
      return;
    }
    const report = outcome.value;
    process.exitCode = report.exitCode;
    stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : policyText(report));
    const { failure } = report.rehearsal;
    if (!json && failure) stderr.write(`\n${coloursFor(stderr).red(failure)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
