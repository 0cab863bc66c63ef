import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration } from "../../src/cli/actions/read-configuration";
import type { StackSummary } from "../../src/cli/actions/stack-summary";
import { runCommand } from "../../src/process/run-command";
import { describeWithTerraform } from "../support/optional";

const good = {
  terraform: {
    required_version: ">= 1.11.0",
    required_providers: { aws: { source: "hashicorp/aws", version: "~> 6.0" } },
    backend: { s3: { bucket: "a", key: "b", region: "us-east-1" } },
  },
  provider: { aws: [{ region: "us-east-1" }] },
  resource: { aws_vpc: { network: { cidr_block: "10.0.0.0/16" } } },
  output: { VpcId: { value: "${aws_vpc.network.id}" } },
};

let outdir: string;
beforeEach(() => (outdir = mkdtempSync(join(tmpdir(), "standby-read-"))));
afterEach(() => rmSync(outdir, { recursive: true }));

/** Has the real Terraform read a configuration. */
async function read(configuration: object) {
  const folder = join(outdir, "stack");
  mkdirSync(folder);
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(configuration));
  const stack = { name: "payments-primary", directory: "stack" } as StackSummary;
  const signal = new AbortController().signal;
  const context = { binary: "terraform", run: runCommand, signal, outdir, stacks: [stack] };
  const problems = await readConfiguration.run(context);
  return { problems, files: readdirSync(folder) };
}

describeWithTerraform("Terraform reads the configuration", () => {
  it("without the provider, the backend or a network, and leaves nothing behind", async () => {
    await expect(read(good)).resolves.toEqual({ problems: [], files: ["cdk.tf.json"] });
  });

  it.each([
    ["an unknown block", { ...good, resorce: {} }, "resorce"],
    ["an unknown argument of an output", { ...good, output: { VpcId: { valeu: 1 } } }, "valeu"],
    ["a bad name", { ...good, resource: { aws_vpc: { "1 a": {} } } }, "Invalid resource name"],
    [
      "a bad version constraint",
      { ...good, terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "~> six" } } } },
      "Invalid version constraint",
    ],
    [
      "an unknown lifecycle argument",
      { ...good, resource: { aws_vpc: { network: { lifecycle: { prevent_destroi: true } } } } },
      "prevent_destroi",
    ],
    [
      "a newer Terraform",
      { ...good, terraform: { required_version: ">= 99" } },
      "Unsupported Terraform Core version",
    ],
  ])("refuses %s", async (_case, configuration, words) => {
    const { problems } = await read(configuration);
    expect(problems).toEqual([{ stack: "payments-primary", message: expect.stringContaining(words) }]);
  });
});
