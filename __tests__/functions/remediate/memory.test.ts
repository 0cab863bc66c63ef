import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { Memory, type Deed } from "../../../src/functions/remediate/memory";
import { memoryKey, memoryKeys } from "../../../src/functions/remediate/memory-keys";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { makeRoleTable, SYSTEM, TABLE, type RoleTable } from "../other-site/role-tables";
import { VirtualClock } from "../virtual-clock";

const LIMIT = { times: 2, withinMinutes: 60 };
const KEY = "payments#remediation-primary-raise-capacity";
const deed = (key: string, kind: Deed["kind"] = "acted"): Deed => ({ remedy: "raise-capacity", kind, key });

test("the memory of each remedy and site has a key of its own, apart from those of the failover", () => {
  expect(memoryKey("payments", "primary", "raise-capacity")).toBe(KEY);
  const keys = [...memoryKeys("payments", "primary"), ...memoryKeys("payments", "dr")];
  expect(new Set(keys).size).toBe(8);
});

describeWithMinistack("the memory of remedies", () => {
  let table: RoleTable;
  let clock: VirtualClock;
  let memory: Memory;

  useEmptyAccounts(() => undefined);
  beforeEach(async () => {
    table = await makeRoleTable("us-east-2");
    clock = new VirtualClock();
    memory = new Memory({ client: table.client, table: TABLE, system: SYSTEM, site: "primary" }, clock.now);
  });

  async function item() {
    const { Item } = await table.client.send(new GetCommand({ TableName: TABLE, Key: { system: KEY } }));
    return Item;
  }

  test("grants deeds up to the limit, each key once", async () => {
    expect(await memory.claim(deed("a"), LIMIT)).toBe("granted");
    expect(await memory.claim(deed("a"), LIMIT)).toBe("repeated");
    expect(await memory.claim(deed("b"), LIMIT)).toBe("granted");
    expect(await memory.claim(deed("c"), LIMIT)).toBe("exhausted");
    clock.pass(60 * 60_000);
    expect(await memory.claim(deed("c"), LIMIT)).toBe("granted");
  });

  test("lets what was told not count as what was done", async () => {
    await memory.claim(deed("a", "told"), LIMIT);
    await memory.claim(deed("b", "told"), LIMIT);
    expect(await memory.claim(deed("a"), LIMIT)).toBe("granted");
  });

  test("gives back what was not done", async () => {
    await memory.claim(deed("a"), LIMIT);
    await memory.claim(deed("b"), LIMIT);
    await memory.release(deed("a"));
    expect(await memory.claim(deed("c"), LIMIT)).toBe("granted");
    expect(await memory.claim(deed("a"), LIMIT)).toBe("exhausted");
  });

  test("lets runs at the same time do no more than the limit together", async () => {
    const claims = await Promise.all(["a", "b", "c"].map((key) => memory.claim(deed(key), LIMIT)));
    expect(claims.filter((claim) => claim === "granted")).toHaveLength(2);
  });

  test("forgets after a day, so that it never grows", async () => {
    await memory.claim(deed("a"), LIMIT);
    clock.pass(24 * 60 * 60_000);
    await memory.claim(deed("b"), LIMIT);
    expect(await item()).toEqual({
      system: KEY,
      version: 2,
      deeds: [{ kind: "acted", key: "b", at: clock.now().getTime() }],
    });
  });

  test("does not guess where somebody else has written the item", async () => {
    await table.client.send(new PutCommand({ TableName: TABLE, Item: { system: KEY, deeds: "many" } }));
    await expect(memory.claim(deed("a"), LIMIT)).rejects.toThrow();
  });
});
