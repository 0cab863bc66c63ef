import { statSync } from "node:fs";
import { inspect } from "node:util";
import { bundle } from "../../../src/constructs/functions/bundle";
import type { ApiKeys } from "../../../src/functions/api-keys/content";
import { handler } from "../../../src/functions/rotate-api-keys/handler";
import { STEPS } from "../../../src/functions/rotation/rotation";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { LocalRotation } from "../rotation/local-rotation";

const SECRET = "globalstream-api-keys-dev";
/** Stands in no title, name or message. */
const KEY = "correct-horse-battery";

describeWithMinistack("rotate-api-keys, as Lambda runs it", () => {
  let local: LocalRotation<ApiKeys>;
  const written: string[] = [];

  useEmptyAccounts(() => undefined);
  beforeEach(async () => {
    const roleTable = "globalstream-role-dr-dev";
    local = new LocalRotation<ApiKeys>(handler, { system: "globalstream", roleTable });
    await local.open();
    Object.assign(process.env, { ENVIRONMENT_SUFFIX: "dev", CLIENTS: "player", GRACE_HOURS: "72" });
    written.length = 0;
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, "write").mockImplementation((text) => written.push(String(text)) > 0);
    }
  });
  afterEach(() => jest.restoreAllMocks());

  test("rotates the secret, and logs no key", async () => {
    await local.makeSecret(SECRET, { clients: {} });
    await local.rotate(SECRET);
    await local.rotate(SECRET);
    const { player } = (await local.content(SECRET)).clients;
    const log = written.join("");
    expect(log.match(/Step done/g)).toHaveLength(8);
    expect([player?.current, player?.previous?.key].map((key) => log.includes(String(key)))).toEqual([
      false,
      false,
    ]);
  });

  test.each([
    ["the other site serves", "dr", "dr"],
    ["a failover is on its way", "dr", "primary"],
    ["a failback is on its way", "primary", "dr"],
  ])("refuses every step and changes nothing where %s", async (_case, active, traffic) => {
    await local.makeSecret(SECRET, { clients: {} });
    const version = await local.begin(SECRET);
    for (const step of STEPS) {
      const before = [await local.stages(SECRET), await local.content(SECRET)];
      await local.writeRoles(active, traffic);
      await expect(local.step(SECRET, version, step)).rejects.toThrow(
        "rotation is paused: the active site of",
      );
      expect([await local.stages(SECRET), await local.content(SECRET)]).toEqual(before);
      await local.writeRoles("primary", "primary");
      await local.step(SECRET, version, step);
    }
    expect((await local.stages(SECRET))[version]).toContain("AWSCURRENT");
  });

  test("does not repeat a value that it can't read", async () => {
    await local.makeSecret(SECRET, { clients: { player: { current: [KEY] } } });
    const version = await local.begin(SECRET);
    const error: unknown = await local
      .step(SECRET, version, "createSecret")
      .catch((thrown: unknown) => thrown);
    const said = inspect(error, { depth: null, showHidden: true }) + written.join("");
    expect(said).toContain("the secret's value makes no sense: clients.player.current");
    expect(said).not.toContain(KEY);
  });
});

test("the function's zip is small", () => {
  expect(statSync(bundle("rotate-api-keys").zipFile).size).toBeLessThan(100_000);
});
