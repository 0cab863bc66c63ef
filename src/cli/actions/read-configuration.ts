import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "../../process/command";
import type { TerraformProblem, TerraformStep, TerraformStepContext } from "./terraform-step";

/**
 * Terraform loads the configuration of each stack with `get`, the one command that needs neither the AWS provider nor
 * the backend nor, as the stacks use no modules, a network.
 *
 * It proves that Terraform can decode the files: block types, the arguments of Terraform's own blocks (`terraform`,
 * `output`, `lifecycle`, `provider` references), resource names, version constraints, `ignore_changes`, and that this
 * version of Terraform is one that the stack accepts.
 *
 * It does not look at what only a provider's schema or the graph can tell: the arguments of resources and of the
 * backend, references to resources or provider aliases that don't exist, functions, and expressions inside of strings.
 */
export const readConfiguration: TerraformStep = {
  title: "Terraform reads the configuration",
  async run(context) {
    const problems = await Promise.all(context.stacks.map((stack) => readStack(stack, context)));
    return problems.flat();
  },
};

async function readStack(
  { name, directory }: TerraformStepContext["stacks"][number],
  { binary, run, outdir, signal }: TerraformStepContext,
): Promise<TerraformProblem[]> {
  // A data directory of its own, since the stack's holds what the user's last init has set up.
  const data = await mkdtemp(join(tmpdir(), "standby-terraform-"));
  try {
    const { exitCode, stdout, stderr } = await run(binary, ["get", "-no-color"], {
      directory: join(outdir, directory),
      variables: { TF_DATA_DIR: data, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
      signal,
    });
    if (exitCode === 0) return [];
    return [{ stack: name, message: stderr.trim() || stdout.trim() || `exit code ${String(exitCode)}` }];
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return [{ stack: name, message: error.message }];
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
