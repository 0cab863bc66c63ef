import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildStacks } from "../../src/app";
import { commonSettings } from "../../src/config/settings";
import type { SystemDefinition } from "../../src/systems/system";
import { blocksOf, buildSystem, destroyableEnvironment, synthesizeApp } from "../support/synthesis";

/** All that a user writes for a system of their own. */
const queues: SystemDefinition = {
  name: "queues",
  objectives: { recoveryTimeMinutes: 5, recoveryPointMinutes: 0 },
  tags: { Team: "queues" },
  settings: commonSettings({
    allowedRegions: ["eu-west-1", "eu-central-1"],
    regions: { primary: "eu-west-1", dr: "eu-central-1" },
    cidrs: { primary: "10.90.0.0/16", dr: "10.91.0.0/16" },
  }),
  build(stacks) {
    for (const stack of [stacks.primary, stacks.dr]) {
      new SqsQueue(stack, "queue", { name: stack.physicalName("queue", "secret") });
    }
  },
};

const environment = destroyableEnvironment({ systems: { queues: {} } }, [queues]);

describe("a fifth system, made of one definition", () => {
  test("gets both stacks, with regions, names, tags, state and rules of its own", () => {
    const { configuration } = buildSystem(environment, [queues]);
    expect(blocksOf(configuration.dr, "aws_sqs_queue").map(({ block }) => block)).toEqual([
      { name: "queues-queue-dr-dev" },
    ]);
    expect(configuration.dr.provider?.aws?.[0]).toMatchObject({
      region: "eu-central-1",
      default_tags: [{ tags: expect.objectContaining({ Application: "queues", Team: "queues" }) as unknown }],
    });
    expect(configuration.dr.terraform?.backend?.s3).toMatchObject({ key: "queues/dev/dr.tfstate" });
  });

  test("is synthesized, and ordered, like the others", () => {
    const { error, manifest } = synthesizeApp((app) => void buildStacks(app, environment, [queues]));
    expect(error).toBeUndefined();
    expect(manifest?.stacks["queues-dr"]?.dependencies).toEqual(["queues-primary"]);
  });

  test("is held to the same rules", () => {
    const careless: SystemDefinition = {
      ...queues,
      build: ({ dr }) => void new SqsQueue(dr, "queue", { region: "eu-west-1" }),
    };
    const { error } = synthesizeApp((app) => void buildStacks(app, environment, [careless]));
    expect(error).toContain("[queues-dr] own-region: aws_sqs_queue.queue reaches into eu-west-1");
  });

  test("is left out where the environment does not deploy it", () => {
    const payments = destroyableEnvironment();
    const { files } = synthesizeApp((app) => void buildStacks(app, payments, [queues]));
    expect(files).toEqual({});
  });
});

test("main.ts stays a table of contents, under 40 lines, that names no system", () => {
  const text = readFileSync(join(__dirname, "../../main.ts"), "utf8");
  expect(text.split("\n").length).toBeLessThan(40);
  expect(text).not.toMatch(/payments|streamflix|globalstream|mediadb/);
});
