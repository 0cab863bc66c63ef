import { readMachine } from "../../src/failover/plan/read";
import type { RunCommand } from "../../src/process/command";
import type { PerSite } from "../../src/config/site";
import { FailoverRehearsal } from "../../src/rehearsal/failover-rehearsal";
import type { StackFolder } from "../../src/rehearsal/workspace";
import { Terraform } from "../../src/terraform/terraform";
import { MediaBench } from "../failover/aws/media-bench";
import { mediaShop } from "../failover/aws/shop";

const REGIONS = { primary: "us-east-1", dr: "us-east-2" };
const REVERSE = "aws_efs_replication_configuration.reverse[0]";

interface Change {
  readonly address: string;
  readonly actions: readonly string[];
}

/** What a plan of the primary stack proposes. */
type Plan = (at: MediaBench) => readonly Change[];

/** As Terraform does: the replication that belongs to the active site is made where it is missing. */
const honest: Plan = (at) => {
  const { insecure_value: active } = at.attributes("aws_ssm_parameter", REGIONS.dr);
  const [wanted, address] = active === "dr" ? [REGIONS.dr, REVERSE] : [REGIONS.primary, "forward"];
  return at.sources.includes(wanted) ? [] : [{ address, actions: ["create"] }];
};

/** The rehearsal of the shop with files. What Terraform would answer is played. */
function rehearsal(plan: Plan = honest, broken: (definition: string) => string = (definition) => definition) {
  const at = new MediaBench();
  const applied: string[] = [];
  const folder = (stack: string) => ({ stack, path: stack }) as StackFolder;
  const folders: PerSite<StackFolder> = { primary: folder("shop-primary"), dr: folder("shop-dr") };
  const run: RunCommand = (_, [command], { directory } = {}) => {
    const proposed = directory === "shop-primary" ? plan(at) : [];
    if (command === "apply") {
      applied.push(...proposed.map(({ address }) => address));
      at.apply(
        String(at.attributes("aws_ssm_parameter", REGIONS.dr).insecure_value) === "dr" ? "dr" : "primary",
      );
    }
    const resource_changes = proposed.map(({ address, actions }) => ({
      address,
      type: address.includes(".") ? address.split(".")[0] : "aws_efs_replication_configuration",
      mode: "managed",
      change: { actions, before: null, after: { region: "x" } },
    }));
    const exitCode = command === "plan" && proposed.length > 0 ? 2 : 0;
    return Promise.resolve({ exitCode, stdout: JSON.stringify({ resource_changes }), stderr: "" });
  };
  const machine = readMachine(mediaShop.dr);
  const definition = broken(JSON.stringify(machine.definition));
  const dr = { ...machine, definition: JSON.parse(definition) as typeof machine.definition };
  const played = new FailoverRehearsal(
    {
      system: "shop",
      regions: REGIONS,
      folders,
      provider: {
        variables: {},
        makesRealResources: false,
        secrets: () => [],
        leftovers: () => [],
        stop: () => undefined,
      },
      terraformIn: ({ path }) => new Terraform(path, { binary: "terraform", run }),
    },
    { primary: readMachine(mediaShop.primary), dr },
    at.store,
  );
  return { played, at, applied };
}

test("the re-protection is followed by an apply that makes the replication the other way round", async () => {
  const { played, at, applied } = rehearsal();
  await played.failOver();
  expect(await played.planAfterFailover()).toBe(`shop-dr: no changes; left to the re-protection: ${REVERSE}`);
  expect(await played.reprotect()).toBe(
    `shop-primary protects again: ${REVERSE}; then no changes in both stacks; us-east-2 serves in epoch 2`,
  );
  expect(applied).toEqual([REVERSE]);
  expect([at.protection("us-east-1"), at.protection("us-east-2")]).toEqual(["REPLICATING", "ENABLED"]);
  expect(await played.failBack()).toMatch(
    /^shop-primary protects again: forward; .*us-east-1 serves in epoch 3$/,
  );
  expect(await played.emergency()).toMatch(/us-east-1 serves in epoch 14$/);
  expect([at.protection("us-east-1"), at.protection("us-east-2")]).toEqual(["ENABLED", "REPLICATING"]);
});

test.each([
  ["a file system", "aws_efs_file_system.media", ["update"]],
  ["another replication", REVERSE, ["delete", "create"]],
])("a plan that proposes %s as well fails", async (_, address, actions) => {
  const { played, applied } = rehearsal((at) => [...honest(at), { address, actions }]);
  await played.failOver();
  const undone = /the plan of shop-primary must not undo what the state machines did/;
  await expect(played.planAfterFailover()).rejects.toThrow(undone);
  await expect(played.reprotect()).rejects.toThrow(undone);
  expect(applied).toEqual([]);
});

test("a replication that is never made fails", async () => {
  const { played } = rehearsal((at) => [...honest(at), { address: REVERSE, actions: ["create"] }]);
  await played.failOver();
  await expect(played.reprotect()).rejects.toThrow(`${REVERSE} (create: region)`);
});

test("a failover that leaves the files as a copy fails", async () => {
  const { played } = rehearsal(honest, (definition) =>
    definition.replace('"{% $sourceFileSystemId %}"', '"fs-another"'),
  );
  await expect(played.failOver()).rejects.toThrow(
    "shop must be served by dr, but fs-shop-files-dr-test takes no writes",
  );
});
