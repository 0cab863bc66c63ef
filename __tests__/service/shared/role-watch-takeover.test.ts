import { makeWatch } from "./watch";

const GRACE_MS = 30_000;

describe("a site that takes over", () => {
  it("waits until the other one has stopped, though it can't hear of the change", async () => {
    const { watch, world } = makeWatch("dr");
    await watch.poll();
    world.record = { activeSite: "dr", epoch: 6, changedAt: world.wallClock };
    await watch.poll();

    expect(watch.standing()).toMatchObject({
      role: "active",
      mayWrite: false,
      reasons: ["the other site may still write for 30 s"],
    });
    expect(watch.holds(6)).toBe(false);
    world.now += GRACE_MS - 1;
    await watch.poll();
    expect(watch.standing().mayWrite).toBe(false);
    world.now += 1;
    expect(watch.standing()).toMatchObject({ mayWrite: true, reasons: [] });
  });

  it("waits also in a task that has just started", async () => {
    const { watch, world } = makeWatch("dr");
    world.record = { activeSite: "dr", epoch: 6, changedAt: world.wallClock - 10_000 };
    await watch.poll();

    expect(watch.standing().reasons).toEqual(["the other site may still write for 20 s"]);
  });

  it("does not wait for what is long ago, or never was", async () => {
    for (const changedAt of [1_800_000_000_000 - GRACE_MS, undefined]) {
      const { watch, world } = makeWatch("dr");
      world.record = { activeSite: "dr", epoch: 6, changedAt };
      await watch.poll();
      expect(watch.standing().mayWrite).toBe(true);
    }
  });

  it("does not wait where it was the active one before", async () => {
    const { watch, world } = makeWatch("primary");
    await watch.poll();
    world.emergency = { activeSite: "primary", epoch: 15, changedAt: world.wallClock };
    await watch.poll();

    expect(watch.standing()).toMatchObject({ role: "active", epoch: 15, mayWrite: true });
  });
});
