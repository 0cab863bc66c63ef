import { App } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildStacks } from "../../../src/app";
import { systems } from "../../../src/systems";
import {
  addressedBlocks,
  type Block,
  type TerraformConfiguration,
} from "../../../src/terraform/configuration";
import {
  blockOf,
  blocksOf,
  buildSystem,
  configurationFrom,
  destroyableEnvironment,
} from "../../support/synthesis";
import { smallStreamflix } from "../environments";

const outdir = mkdtempSync(join(tmpdir(), "standby-shared-region-"));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** The stacks of payments and StreamFlix in one account: Virginia is the one's primary and the other one's DR region. */
function together(singletonOwners: Record<string, string> = {}): Record<string, TerraformConfiguration> {
  const environment = destroyableEnvironment({ singletonOwners, systems: { payments: {}, streamflix: {} } });
  const stacks = buildStacks(new App({ outdir, stackTraces: false }), environment, systems);
  return Object.fromEntries(
    stacks.map((stack) => [`${stack.system}-${stack.site}`, configurationFrom(stack)]),
  );
}

/** Where the blocks of a type stand, as `<stack> <region>`. */
function placesOf(stacks: Record<string, TerraformConfiguration>, type: string): string[] {
  return Object.entries(stacks).flatMap(([name, stack]) => {
    const regionOf = (alias: unknown) =>
      String(stack.provider?.aws?.find((provider) => `aws.${String(provider.alias)}` === alias)?.region);
    const own = String(stack.provider?.aws?.find(({ alias }) => alias === undefined)?.region);
    return blocksOf(stack, type).map(
      ({ block }) => `${name} ${block.provider ? regionOf(block.provider) : own}`,
    );
  });
}

describe("payments and StreamFlix, which share us-east-1", () => {
  const stacks = together();

  test("have one audit trail in each region", () => {
    expect(placesOf(stacks, "aws_cloudtrail")).toEqual([
      "payments-primary us-east-1",
      "payments-dr us-east-2",
      "streamflix-primary eu-west-2",
    ]);
  });

  test("have one replication of each region's registry", () => {
    expect(placesOf(stacks, "aws_ecr_replication_configuration")).toEqual([
      "payments-primary us-east-2",
      "payments-primary us-east-1",
      "streamflix-primary eu-west-2",
    ]);
  });

  test("have payments' stack copy the images that StreamFlix releases in Virginia to London", () => {
    const inVirginia = blocksOf(stacks["payments-primary"]!, "aws_ecr_replication_configuration").find(
      ({ block }) => block.provider === undefined,
    );
    const { rule } = inVirginia?.block.replication_configuration as { rule: Block[] };
    const rules = rule.map(({ destination, repository_filter }) => [
      (repository_filter as Block[])[0]?.filter,
      (destination as Block[])[0]?.region,
    ]);
    expect(rules).toEqual([
      ["payments-", "us-east-2"],
      ["streamflix-", "eu-west-2"],
    ]);
  });

  test("have the trail of Virginia watch the buckets of both", () => {
    const trail = JSON.stringify(blockOf(stacks["payments-primary"]!, "aws_cloudtrail").block);
    expect(trail).toContain("arn:aws:s3:::payments-access-logs-");
    expect(trail).toContain("arn:aws:s3:::streamflix-access-logs-");
  });

  test("leave out in StreamFlix what payments owns, and change nothing else of it", () => {
    const addressesOf = (stack?: TerraformConfiguration) =>
      addressedBlocks(stack ?? {}).map(({ address }) => address);
    const alone = buildSystem(smallStreamflix()).configuration;
    const left = (["primary", "dr"] as const).map((site) => {
      const found = addressesOf(stacks[`streamflix-${site}`]);
      expect(found.filter((address) => !addressesOf(alone[site]).includes(address))).toEqual([]);
      return addressesOf(alone[site]).filter((address) => !found.includes(address));
    });
    expect(left[0]).toEqual(["aws_ecr_replication_configuration.dr-region_image-replication_B5E9A2C1"]);
    expect(left[1]?.filter((address) => !/^\w+\.audit/.test(address))).toEqual([]);
    expect(left[1]?.length).toBeGreaterThan(10);
  });
});

test("the environment may name StreamFlix the owner of Virginia", () => {
  const stacks = together({ "us-east-1": "streamflix" });
  expect(placesOf(stacks, "aws_cloudtrail")).toContain("streamflix-dr us-east-1");
  expect(placesOf(stacks, "aws_cloudtrail")).not.toContain("payments-primary us-east-1");
  expect(placesOf(stacks, "aws_ecr_replication_configuration")).toContain("streamflix-primary us-east-1");
});
