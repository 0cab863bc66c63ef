import { RoleTableError } from "../../../src/role-record/read";
import type { RoleReading, RoleRecord } from "../../../src/service/shared/role";
import { RoleWatch } from "../../../src/service/shared/role-watch";
import { log, makeWatch } from "./watch";

test("before the first read nobody may write", () => {
  expect(makeWatch().watch.standing()).toEqual({
    site: "primary",
    role: "unknown",
    epoch: null,
    mayWrite: false,
    reasons: ["the role record has not been read yet"],
  });
});

test("the active site may write", async () => {
  const { watch } = makeWatch();
  await watch.poll();
  expect(watch.standing()).toEqual({
    site: "primary",
    role: "active",
    epoch: 5,
    mayWrite: true,
    reasons: [],
  });
});

test("the other site stands by", async () => {
  const { watch, world } = makeWatch();
  world.record = { activeSite: "dr", epoch: 6 };
  await watch.poll();
  expect(watch.standing()).toEqual({
    site: "primary",
    role: "standby",
    epoch: 6,
    mayWrite: false,
    reasons: ["the active site is dr"],
  });
});

test("a site that can't read the record stops writing when the grace is over, and goes on when it can", async () => {
  const { watch, world } = makeWatch();
  await watch.poll();
  world.record = Object.assign(new Error("arn:aws:iam::123456789012:role/x may not"), {
    name: "AccessDenied",
  });

  world.now = 29_999;
  await watch.poll();
  expect(watch.standing().mayWrite).toBe(true);
  world.now = 30_000;
  expect(watch.standing()).toEqual({
    site: "primary",
    role: "unknown",
    epoch: 5,
    mayWrite: false,
    reasons: ["no valid role record for 30 s", "the role record can't be read: AccessDenied"],
  });

  world.record = { activeSite: "primary", epoch: 5 };
  await watch.poll();
  expect(watch.standing().role).toBe("active");
});

test("the grace begins with the question, not with the answer", async () => {
  const { watch, world } = makeWatch();
  world.readTakes = 1_000;
  await watch.poll();
  world.now = 29_999;
  expect(watch.standing().mayWrite).toBe(true);
  world.now = 30_000;
  expect(watch.standing().mayWrite).toBe(false);
});

test("a standby that can't read the record does not know its role either", async () => {
  const { watch, world } = makeWatch();
  world.record = { activeSite: "dr", epoch: 6 };
  await watch.poll();
  world.now = 30_000;
  expect(watch.standing().role).toBe("unknown");
});

test("an epoch that goes back is ignored, and is no read either", async () => {
  const { watch, world } = makeWatch();
  world.record = { activeSite: "dr", epoch: 6 };
  await watch.poll();
  world.now = 10_000;
  world.record = { activeSite: "primary", epoch: 5 };
  await watch.poll();
  expect(watch.standing()).toMatchObject({ role: "standby", epoch: 6 });
  world.now = 30_000;
  expect(watch.standing()).toMatchObject({
    role: "unknown",
    reasons: [
      "no valid role record for 30 s",
      "the newest role went back from epoch 6 to 5, which is ignored",
    ],
  });
});

test("another active site without a new epoch stops the writes at once", async () => {
  const { watch, world } = makeWatch();
  await watch.poll();
  world.record = { activeSite: "dr", epoch: 5 };
  await watch.poll();
  expect(watch.standing()).toMatchObject({
    role: "unknown",
    mayWrite: false,
    reasons: ["both sites are active in epoch 5"],
  });
});

test("another active site without a new epoch does not let a standby write", async () => {
  const { watch, world } = makeWatch();
  world.record = { activeSite: "dr", epoch: 5 };
  await watch.poll();
  world.record = { activeSite: "primary", epoch: 5 };
  await watch.poll();
  expect(watch.standing().mayWrite).toBe(false);
});

test("the right to write is held in one epoch only", async () => {
  const { watch, world } = makeWatch();
  await watch.poll();
  expect(watch.holds(5)).toBe(true);
  world.record = { activeSite: "primary", epoch: 7 };
  await watch.poll();
  expect([watch.holds(5), watch.holds(7)]).toEqual([false, true]);
});

test("listeners hear of a new site and a new epoch, and of nothing else", async () => {
  const { watch, world } = makeWatch();
  const heard: RoleRecord[] = [];
  watch.onChange((record) => heard.push(record));
  await watch.poll();
  await watch.poll();
  world.record = { activeSite: "dr", epoch: 6 };
  await watch.poll();
  world.record = { activeSite: "primary", epoch: 3 };
  await watch.poll();
  expect(heard).toEqual([
    { activeSite: "primary", epoch: 5 },
    { activeSite: "dr", epoch: 6 },
  ]);
});

test("each change is logged once: of the role, of the epoch, and the loss of both", async () => {
  const { watch, world } = makeWatch();
  log.warn.mockClear();
  await watch.poll();
  await watch.poll();
  world.record = { activeSite: "dr", epoch: 6 };
  await watch.poll();
  world.record = new RoleTableError("there is none");
  await watch.poll();
  world.now = 30_000;
  await watch.poll();
  await watch.poll();
  expect(log.warn.mock.calls).toEqual([
    [{ role: "active", epoch: 5, reasons: [] }, "the role of this site changed"],
    [{ role: "standby", epoch: 6, reasons: ["the active site is dr"] }, "the role of this site changed"],
    [
      { troubles: ["the role record can't be read: there is none"], err: world.record },
      "the role is in doubt",
    ],
    [
      {
        role: "unknown",
        epoch: 6,
        reasons: ["no valid role record for 30 s", "the role record can't be read: there is none"],
      },
      "the role of this site changed",
    ],
  ]);
});

describe("while it runs", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test("it reads at once and every 2 seconds, until it is stopped", async () => {
    const read = jest.fn(() =>
      Promise.resolve<RoleReading>({ record: { activeSite: "primary", epoch: 1 }, emergency: undefined }),
    );
    const watch = new RoleWatch({ site: "primary", read, pollSeconds: 2, graceSeconds: 30, log });
    watch.start();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(read).toHaveBeenCalledTimes(3);
    watch.stop();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(read).toHaveBeenCalledTimes(3);
  });
});
