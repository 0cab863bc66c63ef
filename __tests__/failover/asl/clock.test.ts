import { VirtualClock } from "../../../src/failover/asl/clock";

describe("time", () => {
  test("jumps to what is scheduled next, and stands still when nothing is", async () => {
    const clock = new VirtualClock();
    const seen: number[] = [];
    for (const moment of [3000, 1000, 2000]) clock.at(moment, () => seen.push(clock.now));
    await clock.run();
    expect(seen).toEqual([1000, 2000, 3000]);
    expect(clock.now).toBe(3000);
  });

  test("lets what falls on one moment happen in the order of scheduling", async () => {
    const clock = new VirtualClock();
    const seen: string[] = [];
    clock.at(5, () => {
      seen.push("first");
      clock.at(0, () => seen.push("third, though its time has passed"));
    });
    clock.at(5, () => seen.push("second"));
    await clock.run();
    expect(seen).toEqual(["first", "second", "third, though its time has passed"]);
    expect(clock.now).toBe(5);
  });

  test("waits for all promises before it goes on", async () => {
    const clock = new VirtualClock();
    const seen: string[] = [];
    clock.at(1, () => void promises(50).then(() => seen.push(`promises at ${clock.now}`)));
    clock.at(2, () => seen.push("timer"));
    await clock.run();
    expect(seen).toEqual(["promises at 1", "timer"]);
  });

  test("ends where the condition holds, and goes on from there", async () => {
    const clock = new VirtualClock();
    clock.at(1000, () => {});
    clock.at(2000, () => {});
    await clock.run(() => clock.now >= 1000);
    expect(clock.now).toBe(1000);
    await clock.run();
    expect(clock.now).toBe(2000);
  });

  test("doesn't reach what is cancelled", async () => {
    const clock = new VirtualClock();
    const cancel = clock.at(1000, () => {
      throw new Error("cancelled");
    });
    cancel();
    await clock.run();
    expect(clock.now).toBe(0);
  });

  test("is a date, too", async () => {
    const clock = new VirtualClock(Date.UTC(2026, 10, 3));
    await clock.settle(clock.sleep(61_500));
    expect(clock.iso).toBe("2026-11-03T00:01:01.500Z");
  });

  test("refuses what is no time", () => {
    expect(() => new VirtualClock().at(NaN, () => {})).toThrow("NaN is no time");
  });

  test("refuses to run twice at once, and tells what a callback throws", async () => {
    const clock = new VirtualClock();
    const running = clock.run();
    await expect(clock.run()).rejects.toThrow("runs already");
    await running;
    clock.at(1, () => {
      throw new Error("from the callback");
    });
    await expect(clock.run()).rejects.toThrow("from the callback");
  });
});

describe("sleeping", () => {
  test("ends at once when its signal aborts, with the reason, and doesn't hold up the clock", async () => {
    const clock = new VirtualClock();
    const giveUp = new AbortController();
    const sleeping = clock.sleep(60_000, giveUp.signal);
    clock.at(1000, () => giveUp.abort(new Error("given up")));
    await expect(clock.settle(sleeping)).rejects.toThrow("given up");
    await clock.run();
    expect(clock.now).toBe(1000);
  });

  test("doesn't start when its signal has aborted", async () => {
    const clock = new VirtualClock();
    await expect(clock.sleep(1, AbortSignal.abort(new Error("given up")))).rejects.toThrow("given up");
  });

  test("for ever is an error, not a test that hangs", async () => {
    const clock = new VirtualClock();
    await expect(clock.settle(new Promise(() => {}))).rejects.toThrow("Something waits for ever: after 0 ms");
  });
});

async function promises(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await Promise.resolve();
}
