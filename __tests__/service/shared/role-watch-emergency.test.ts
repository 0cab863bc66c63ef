import type { RoleReading, RoleRecord } from "../../../src/service/shared/role";
import { log, makeWatch } from "./watch";

const silent = Object.assign(new Error("no answer"), { name: "TimeoutError" });
const takenOver = { activeSite: "primary", epoch: 6 } as const;

test("the primary site goes on for as long as there is the emergency record, which ends the epoch before", async () => {
  const { watch, world } = makeWatch();
  await watch.poll();
  Object.assign(world, { record: silent, emergency: takenOver });
  for (const now of [40_000, 60_000]) {
    world.now = now;
    await watch.poll();
    expect(watch.standing()).toMatchObject({ role: "active", epoch: 6, mayWrite: true, reasons: [] });
  }
  expect([watch.holds(5), watch.holds(6)]).toEqual([false, true]);

  world.emergency = undefined;
  world.now = 89_999;
  await watch.poll();
  expect(watch.standing().mayWrite).toBe(true);
  world.now = 90_000;
  expect(watch.standing()).toMatchObject({
    role: "unknown",
    reasons: ["no valid role record for 30 s", "the role record can't be read: TimeoutError"],
  });
});

test("a primary site that stood by, or has just started, takes over by it", async () => {
  const { watch, world } = makeWatch();
  world.record = { activeSite: "dr", epoch: 5 };
  await watch.poll();
  const started = makeWatch();
  for (const site of [{ watch, world }, started]) {
    Object.assign(site.world, { record: silent, emergency: takenOver });
    await site.watch.poll();
    expect(site.watch.standing()).toMatchObject({ role: "active", epoch: 6 });
  }
});

test("an emergency record of an older epoch lets nobody go on", async () => {
  const { watch, world } = makeWatch();
  Object.assign(world, { record: { activeSite: "primary", epoch: 7 }, emergency: takenOver });
  await watch.poll();
  expect(watch.standing()).toMatchObject({ role: "active", epoch: 7 });
  world.record = silent;
  world.now = 30_000;
  await watch.poll();
  expect(watch.standing()).toMatchObject({ role: "unknown", epoch: 7, mayWrite: false });
});

test("that the role record can't be read is logged once", async () => {
  const { watch, world } = makeWatch();
  Object.assign(world, { record: silent, emergency: takenOver });
  log.warn.mockClear();
  for (let count = 0; count < 3; count++) await watch.poll();
  expect(log.warn.mock.calls).toEqual([
    [{ troubles: ["the role record can't be read: TimeoutError"], err: silent }, "the role is in doubt"],
    [{ role: "active", epoch: 6, reasons: [] }, "the role of this site changed"],
  ]);
});

test("nobody stops and nobody begins when it is back, from its old record to the hand-back", async () => {
  const old: RoleRecord = { activeSite: "dr", epoch: 5 };
  const sites = [makeWatch("primary"), makeWatch("dr")];
  const roles = async (record: RoleReading["record"], emergency: RoleReading["emergency"]) => {
    for (const { watch, world } of sites) {
      Object.assign(world, { record, emergency, now: world.now + 20_000 });
      await watch.poll();
    }
    return sites.map(({ watch }) => watch.standing()).map(({ role, epoch }) => `${role} ${epoch}`);
  };
  const served = ["active 6", "standby 6"];
  await roles(silent, takenOver);
  expect(await roles(old, takenOver)).toEqual(served);
  expect(await roles(takenOver, takenOver)).toEqual(served);
  expect(await roles(takenOver, undefined)).toEqual(served);
  expect(await roles(takenOver, undefined)).toEqual(served);
  expect(await roles({ activeSite: "dr", epoch: 7 }, undefined)).toEqual(["standby 7", "active 7"]);
});

test("a DR site that took over in the same epoch stops both sites at once", async () => {
  for (const site of ["primary", "dr"] as const) {
    const { watch, world } = makeWatch(site);
    world.record = { activeSite: site, epoch: 6 };
    await watch.poll();
    expect(watch.standing().mayWrite).toBe(true);
    Object.assign(world, { record: { activeSite: "dr", epoch: 6 }, emergency: takenOver });
    await watch.poll();
    expect(watch.standing()).toMatchObject({
      role: "unknown",
      mayWrite: false,
      reasons: ["both sites are active in epoch 6"],
    });
  }
});
