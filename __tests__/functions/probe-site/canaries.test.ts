import { Canaries, canaryName } from "../../../src/functions/probe-site/canaries";
import { writtenKeys } from "../../../src/functions/probe-site/canary-keys";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { makeRoleTable, SYSTEM, TABLE, type RoleTable } from "../other-site/role-tables";

const at = (second: number, epoch: number) => ({ written: `2026-11-03T10:00:${second}.000Z`, epoch });

describeWithMinistack("canaries", () => {
  let table: RoleTable;
  let canaries: Canaries;

  useEmptyAccounts(() => undefined);
  beforeEach(async () => {
    table = await makeRoleTable("us-east-2");
    canaries = new Canaries(table.client, TABLE, SYSTEM);
  });

  async function remember(...all: readonly ReturnType<typeof at>[]) {
    for (const canary of all) await canaries.remember(canary, await canaries.newest());
  }

  test("there is none at first", async () => {
    await expect(canaries.newest()).resolves.toBeUndefined();
    await expect(canaries.newestBefore(2)).resolves.toBeUndefined();
  });

  test("the newest is the last one that was acknowledged", async () => {
    await remember(at(10, 1), at(20, 1));
    await expect(canaries.newest()).resolves.toEqual(at(20, 1));
    expect(await table.get("canary")).toEqual(at(20, 1));
  });

  test("what came before a takeover is known until the next one, however many come after it", async () => {
    await remember(at(10, 1), at(20, 1));
    await expect(canaries.newestBefore(2)).resolves.toEqual(at(20, 1));
    await remember(at(30, 2), at(40, 2));
    await expect(canaries.newestBefore(2)).resolves.toEqual(at(20, 1));
    await remember(at(50, 3));
    await expect(canaries.newestBefore(3)).resolves.toEqual(at(40, 2));
    await expect(canaries.newestBefore(2)).resolves.toBeUndefined();
  });

  test("a run that comes late changes nothing", async () => {
    await remember(at(10, 1), at(30, 2));
    await canaries.remember(at(20, 1), at(10, 1));
    await expect(canaries.newest()).resolves.toEqual(at(30, 2));
    await expect(canaries.newestBefore(2)).resolves.toEqual(at(10, 1));
  });

  test("what makes no sense is not taken for a canary", async () => {
    await table.put("canary", { written: "yesterday", epoch: 1 });
    await expect(canaries.newest()).rejects.toThrow("the item canary of payments makes no sense");
  });
});

test("an epoch has another name than the one before, out of a few", () => {
  const names = Array.from({ length: 40 }, (_, epoch) => canaryName(epoch + 1));
  expect(names.every((name, index) => name !== names[index + 1])).toBe(true);
  expect(new Set(names).size).toBe(4);
});

test("a probe writes no other item", () => {
  expect(writtenKeys("payments")).toEqual(["payments#canary", "payments#canary-of-last-epoch"]);
});
