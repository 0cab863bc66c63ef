import type { CommandResult, RunCommand } from "../process/command";
import { runCommand } from "../process/run-command";

/** A real provider makes real databases: its slowest default wait is two hours (aws_rds_cluster, the AWS provider's source of 2024). */
const TIMEOUT_SECONDS = 3 * 60 * 60;

/** Says the same whatever the machine's settings are. */
const FIXED_VARIABLES = {
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
  TF_INPUT: "0",
  TF_CLI_ARGS: "-no-color",
};

/** A run of Terraform that failed. Its message is Terraform's own. */
export class TerraformError extends Error {
  override readonly name = "TerraformError";

  constructor(
    args: readonly string[],
    readonly result: CommandResult,
  ) {
    super(
      result.stderr.trim() || result.stdout.trim() || `terraform ${args[0]} ended with ${result.exitCode}`,
    );
  }
}

/** Where and how Terraform runs. */
export interface TerraformOptions {
  /** The program: terraform, or tofu for OpenTofu. */
  readonly binary: string;
  /**
   * Environment variables beside those of this process.
   *
   * @default - none
   */
  readonly variables?: Readonly<Record<string, string>>;
  /** Ends a running Terraform. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Runs the program.
   *
   * @default - a child process
   */
  readonly run?: RunCommand;
}

/** Terraform in one folder, always as an asynchronous child process: its provider may live in this one. */
export class Terraform {
  constructor(
    private readonly folder: string,
    private readonly options: TerraformOptions,
  ) {}

  /**
   * Runs one command.
   *
   * @throws TerraformError unless it ends with 0 or with one of `alsoGood`; the signal's reason when interrupted.
   */
  async run(args: readonly string[], alsoGood: readonly number[] = []): Promise<CommandResult> {
    const { binary, variables = {}, signal, run = runCommand } = this.options;
    const result = await run(binary, args, {
      directory: this.folder,
      variables: { ...FIXED_VARIABLES, ...variables },
      signal,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    const good = result.exitCode !== null && [0, ...alsoGood].includes(result.exitCode);
    if (!good) throw new TerraformError(args, result);
    return result;
  }

  /** Runs one command and reads its answer as JSON. */
  async json(args: readonly string[]): Promise<unknown> {
    return JSON.parse((await this.run(args)).stdout) as unknown;
  }
}
