import { UpdateSecretVersionStageCommand } from "@aws-sdk/client-secrets-manager";
import type { ApiKeys } from "../../../src/functions/api-keys/content";
import { KeyRing } from "../../../src/functions/api-keys/key-ring";
import { KeyRotation } from "../../../src/functions/rotate-api-keys/rotation";
import { STEPS } from "../../../src/functions/rotation/rotation";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { LocalRotation } from "../rotation/local-rotation";
import { VirtualClock } from "../virtual-clock";

const SECRET = "globalstream-api-keys-dev";
const HOUR = 3_600_000;

describeWithMinistack("the rotation of the API keys", () => {
  let clock: VirtualClock;
  let clients: readonly string[];
  let local: LocalRotation<ApiKeys>;

  useEmptyAccounts(() => {
    clock = new VirtualClock();
    clients = ["player", "partner"];
    const roleRecord = { table: "", region: "", system: "globalstream" };
    local = new LocalRotation<ApiKeys>(
      ({ SecretId: secretId, ClientRequestToken: version, Step: step }) =>
        new KeyRotation({
          client: local.secrets,
          secretId,
          version,
          settings: { suffix: "dev", clients, graceHours: 72, roleRecord, site: "primary" },
          now: clock.now,
        }).run(step),
      { system: "globalstream", roleTable: "globalstream-role-dr-dev" },
    );
  });
  beforeEach(() => local.makeSecret(SECRET, { clients: {} }));

  const keysOf = async (client: string) => (await local.content(SECRET)).clients[client];
  const keyOf = async (client: string) => (await keysOf(client))?.current ?? "";
  /** Which of some keys the authorizer would take now. */
  const taken = async (keys: readonly string[]) => {
    const ring = new KeyRing(await local.content(SECRET));
    return keys.map((key) => ring.ownerOf(key, clock.now())?.client);
  };

  test("makes the first keys, one for each client", async () => {
    await local.rotate(SECRET);
    expect(await local.content(SECRET)).toEqual({
      clients: {
        player: { current: expect.stringMatching(/^globalstream-dev_player_/) as string },
        partner: { current: expect.stringMatching(/^globalstream-dev_partner_/) as string },
      },
    });
  });

  test("lets a key and its successor pass for the grace period, and then the successor alone", async () => {
    await local.rotate(SECRET);
    const first = await keyOf("player");
    clock.pass(30 * 24 * HOUR);
    await local.rotate(SECRET);
    const keys = [first, await keyOf("player"), "globalstream-dev_player_wrong"];
    expect(await taken(keys)).toEqual(["player", "player", undefined]);
    clock.pass(72 * HOUR - 1);
    expect(await taken(keys)).toEqual(["player", "player", undefined]);
    clock.pass(1);
    expect(await taken(keys)).toEqual([undefined, "player", undefined]);
  });

  test("takes every key back at once where it is done twice", async () => {
    await local.rotate(SECRET);
    const leaked = [await keyOf("player"), await keyOf("partner")];
    await local.rotate(SECRET);
    expect(await taken(leaked)).toEqual(["player", "partner"]);
    await local.rotate(SECRET);
    expect(await taken(leaked)).toEqual([undefined, undefined]);
  });

  test("takes a single key back where somebody removes it from the secret afterwards", async () => {
    await local.rotate(SECRET);
    const leaked = await keyOf("player");
    const other = await keyOf("partner");
    await local.rotate(SECRET);
    const content = await local.content(SECRET);
    delete content.clients["player"]?.previous;
    await local.put(SECRET, content);
    expect(await taken([leaked, await keyOf("player"), other])).toEqual([undefined, "player", "partner"]);
    await local.rotate(SECRET);
    expect(await taken([leaked])).toEqual([undefined]);
  });

  test("gives a new client a key, and ends that of one who has left after the grace period", async () => {
    await local.rotate(SECRET);
    const left = await keyOf("partner");
    clients = ["player", "kiosk"];
    await local.rotate(SECRET);
    expect(await taken([left, await keyOf("kiosk")])).toEqual(["partner", "kiosk"]);
    clock.pass(72 * HOUR);
    expect(await taken([left])).toEqual([undefined]);
    await local.rotate(SECRET);
    expect(await keysOf("partner")).toBeUndefined();
  });

  test("may repeat every step, and makes no other keys then", async () => {
    const version = await local.begin(SECRET);
    await local.step(SECRET, version, "createSecret");
    const pending = await local.content(SECRET, "AWSPENDING");
    for (const step of [...STEPS, ...STEPS]) await local.step(SECRET, version, step);
    expect(await local.content(SECRET)).toEqual(pending);
    expect((await local.stages(SECRET))[version]).toContain("AWSCURRENT");
  });

  test.each([1, 2, 3])("begins again after a crash behind step %d", async (done) => {
    const version = await local.begin(SECRET);
    for (const step of STEPS.slice(0, done)) await local.step(SECRET, version, step);
    for (const step of STEPS) await local.step(SECRET, version, step);
    expect((await local.stages(SECRET))[version]).toContain("AWSCURRENT");
    expect(await taken([await keyOf("player")])).toEqual(["player"]);
  });

  test("leaves the secret as it is until the last step", async () => {
    const version = await local.begin(SECRET);
    for (const step of STEPS.slice(0, 3)) await local.step(SECRET, version, step);
    expect(await local.content(SECRET)).toEqual({ clients: {} });
  });

  test("refuses keys that have waited through a failover, as those in use would end at once", async () => {
    await local.rotate(SECRET);
    const used = await keyOf("player");
    const version = await local.begin(SECRET);
    await local.step(SECRET, version, "createSecret");
    clock.pass(37 * HOUR);
    await expect(local.step(SECRET, version, "testSecret")).rejects.toThrow(
      "the key that player uses now would end too early",
    );
    // What the message says, and the runbook.
    const label = { VersionStage: "AWSPENDING", RemoveFromVersionId: version };
    await local.secrets.send(new UpdateSecretVersionStageCommand({ SecretId: SECRET, ...label }));
    await local.rotate(SECRET);
    clock.pass(71 * HOUR);
    expect(await taken([used, await keyOf("player")])).toEqual(["player", "player"]);
  });

  test("refuses to bring back a key that somebody has taken away while it was under way", async () => {
    await local.rotate(SECRET);
    const leaked = await keyOf("player");
    const version = await local.begin(SECRET);
    await local.step(SECRET, version, "createSecret");
    const content = await local.content(SECRET);
    delete content.clients["player"];
    await local.put(SECRET, content);
    await expect(local.step(SECRET, version, "testSecret")).rejects.toThrow(
      "it brings a key of player back that has been taken away",
    );
    expect(await taken([leaked])).toEqual([undefined]);
  });

  test("refuses a version that another rotation has replaced", async () => {
    const version = await local.begin(SECRET);
    await local.rotate(SECRET);
    await expect(local.step(SECRET, version, "createSecret")).rejects.toThrow(
      "another rotation has replaced this one",
    );
  });
});
