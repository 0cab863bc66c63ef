import { follow, type FollowEvent } from "../../../src/failover/operate/follow";
import { stepsOf } from "../../../src/failover/plan/model";
import { plan } from "../plans";
import { awsError } from "../status/world";
import { REGIONS, World } from "./world";

const INPUT = { mode: "failover", trigger: "operator", reason: "test" } as const;

function following(world: World, signal = new AbortController().signal) {
  const events: FollowEvent[] = [];
  const result = follow({
    clients: world.clientsOf(REGIONS.dr),
    executionArn: world.startElsewhere("dr", INPUT),
    steps: stepsOf(plan().modes.failover),
    clock: world.clock,
    signal,
    pollMs: 1000,
    onEvent: (event) => events.push(event),
  });
  return { events, result };
}

describe("follow", () => {
  it("tells each step once, with its times, over pages of history", async () => {
    const world = new World();
    const { events, result } = following(world);
    await expect(world.virtual.settle(result)).resolves.toMatchObject({
      status: "SUCCEEDED",
      seconds: 69,
      lostSeconds: 0.4,
    });

    const steps = events.flatMap((event) =>
      event.type === "step ended" ? [[event.step.id, event.outcome, event.took, event.seconds]] : [],
    );
    expect(steps).toEqual([
      ["confirm", "done", 5, 5],
      ["promote", "done", 60, 65],
      ["open", "done", 1, 66],
      ["measure", "done", 3, 69],
    ]);
    expect(events.filter(({ type }) => type === "step started")).toHaveLength(4);
    expect(events).toContainEqual({
      type: "running",
      seconds: 30,
      steps: [{ step: expect.objectContaining({ id: "promote" }), seconds: 25 }],
    });
  });

  it("goes on asking while AWS does not answer", async () => {
    const world = new World();
    world.virtual.at(10_000, () => world.down.add("dr"));
    world.virtual.at(40_000, () => world.down.delete("dr"));
    const { events, result } = following(world);

    await expect(world.virtual.settle(result)).resolves.toMatchObject({ status: "SUCCEEDED" });
    expect(events.filter(({ type }) => type === "no answer").length).toBeGreaterThan(20);
  });

  it("says why an execution failed", async () => {
    const world = new World();
    world.scripts["dr failover"] = [
      { id: "confirm", seconds: 1 },
      { id: "promote", seconds: 2, fails: true, isFatal: true },
    ];

    await expect(world.virtual.settle(following(world).result)).resolves.toMatchObject({
      status: "FAILED",
      problem: "PromotionTimedOut: PromotionTimedOut was the cause",
      steps: [{ outcome: "done" }, { outcome: "failed" }],
    });
  });

  it("gives up what asking again does not mend", async () => {
    const world = new World();
    world.failures.DescribeExecution = [awsError("ExpiredTokenException")];

    await expect(world.virtual.settle(following(world).result)).rejects.toThrow("ExpiredTokenException");
  });

  it("ends when it is interrupted", async () => {
    const world = new World();
    const controller = new AbortController();
    world.virtual.at(5_500, () => controller.abort(new Error("Ctrl-C")));

    await expect(world.virtual.settle(following(world, controller.signal).result)).rejects.toThrow("Ctrl-C");
  });
});
