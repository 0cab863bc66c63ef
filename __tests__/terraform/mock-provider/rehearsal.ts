import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { MockProvider, typesInUse, type MockProviderOptions } from "../../../src/terraform/mock-provider";

export const ACCOUNT = "123456789012";

export interface Run {
  status: number | null;
  /** Standard output and error together. */
  output: string;
}

/** A Terraform configuration in a directory of its own. */
export class Workspace {
  readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), "mock-provider-"));

  constructor(
    private provider: MockProvider,
    config: object,
  ) {
    this.write(config);
  }

  /** Goes on with another provider. */
  attach(provider: MockProvider): this {
    this.provider = provider;
    return this;
  }

  write(config: object): void {
    const terraform = { required_providers: { aws: { source: "hashicorp/aws" } } };
    fs.writeFileSync(
      path.join(this.directory, "main.tf.json"),
      JSON.stringify({ terraform, ...config }, undefined, 2),
    );
  }

  /** Runs Terraform asynchronously: the provider answers from this very process. */
  run(...args: string[]): Promise<Run> {
    const environment = { ...process.env };
    delete environment["TF_CLI_CONFIG_FILE"];
    return new Promise((resolve, reject) => {
      const child = spawn("terraform", [...args, "-no-color"], {
        cwd: this.directory,
        env: {
          ...environment,
          ...this.provider.variables,
          TF_IN_AUTOMATION: "1",
          CHECKPOINT_DISABLE: "1",
        },
      });
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.on("error", reject);
      child.on("close", (status) => resolve({ status, output }));
    });
  }

  /** Runs Terraform and fails with its own message when it fails. */
  async mustRun(...args: string[]): Promise<string> {
    const { status, output } = await this.run(...args);
    if (status !== 0) throw new Error(`terraform ${args.join(" ")} exited with ${status}\n${output}`);
    return output;
  }

  init(): Promise<string> {
    return this.mustRun("init", "-input=false");
  }
  apply(): Promise<string> {
    return this.mustRun("apply", "-auto-approve", "-input=false");
  }
  destroy(): Promise<string> {
    return this.mustRun("destroy", "-auto-approve", "-input=false");
  }
  /** 0: nothing to do; 2: there is a difference; 1: an error. */
  plan(...args: string[]): Promise<Run> {
    return this.run("plan", "-detailed-exitcode", "-input=false", ...args);
  }

  state(): string {
    return fs.readFileSync(path.join(this.directory, "terraform.tfstate"), "utf8");
  }

  remove(): void {
    fs.rmSync(this.directory, { recursive: true });
  }
}

/** A provider that serves what some configurations use. */
export function startFor(
  configs: readonly object[],
  options: Partial<MockProviderOptions> = {},
): Promise<MockProvider> {
  return MockProvider.start({ account: ACCOUNT, types: typesInUse(...configs), ...options });
}
