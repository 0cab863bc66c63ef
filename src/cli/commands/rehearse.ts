import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Command, Option } from "commander";
import type { ProviderChoice } from "../../rehearsal/rehearse-systems";
import { EXIT } from "../actions/exit-codes";
import type { Host } from "../host/host";
import { rehearsalText } from "../host/rehearsal-text";
import { runStart } from "../host/run-start";

interface Flags {
  readonly json?: boolean;
  readonly keep?: boolean;
  readonly provider: ProviderChoice;
  readonly planJson?: string;
}

const HELP = `
What it does, for each system:
  init, validate, plan, apply, state list and outputs of the primary and then the DR stack; a second plan of both, which
  must be empty; a search of states and plans for secrets; the DR stack planned and changed while the primary region is
  down; destroy in reverse order, with nothing left. A protected environment must refuse the destroy.

Providers:
  mock       plays AWS in this process: no network, no credentials, no cost (default)
  registry   the real provider: makes real resources with your credentials, and destroys them at the end;
             give it a suffix that nobody uses (STANDBY_SUFFIX), or its names are taken already

Exit codes:
  ${EXIT.done}    everything went as it must
  ${EXIT.failed}    the input is wrong, or a step failed; Terraform's own message is printed
  ${EXIT.usage}    the command line is wrong
  ${EXIT.skipped}    Terraform is missing or too old
  ${EXIT.interrupted}  interrupted with Ctrl-C; what was made is destroyed`;

/** The command `rehearse [systems...]`. Sets `process.exitCode` as `EXIT` says. */
export function rehearseCommand(host: Host): Command {
  return new Command("rehearse")
    .summary("let Terraform plan, apply and destroy the stacks, against a stand-in for AWS")
    .description("Lets real Terraform do with the systems all that it will ever do.")
    .argument("[systems...]", "systems to rehearse (default: all of the environment)")
    .addOption(
      new Option("--provider <provider>", "which AWS provider Terraform gets")
        .choices(["mock", "registry"])
        .default("mock"),
    )
    .option("--keep", "keep states and plans, and say where")
    .option("--plan-json <folder>", "write each plan as JSON, for a policy scanner")
    .option("--json", "print one JSON document on stdout, and no progress")
    .addHelpText("after", HELP)
    .action((asked: string[], flags: Flags) => execute(host, asked, flags));
}

async function execute(host: Host, asked: readonly string[], flags: Flags): Promise<void> {
  // A folder of its own, so that a rehearsal never changes what is about to be deployed.
  const outdir = mkdtempSync(join(tmpdir(), "standby-synthesis-"));
  try {
    const rehearsal = {
      provider: flags.provider,
      keep: flags.keep ?? false,
      planJsonFolder: flags.planJson === undefined ? undefined : resolve(host.folder, flags.planJson),
    };
    await runStart({ ...host, outdir }, { asked, rehearsal, json: flags.json ?? false }, (report) => {
      const text = rehearsalText(report.rehearsals);
      return text ? `${text}\n` : "";
    });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
