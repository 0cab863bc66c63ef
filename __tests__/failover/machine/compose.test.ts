import validate from "asl-validator";
import type { Branch, State, TaskState } from "../../../src/failover/asl/model";
import { stepsOf, MODES } from "../../../src/failover/plan/model";
import { packPlan, unpackPlan } from "../../../src/failover/plan/pack";
import { composed } from "./machines";

/** Every state with its name, those inside of branches too. */
function statesIn({ States }: Branch): [string, State][] {
  return Object.entries(States).flatMap(([name, state]): [string, State][] => [
    [name, state],
    ...(state.Type === "Parallel" ? state.Branches.flatMap(statesIn) : []),
  ]);
}

const isTask = (entry: [string, State]): entry is [string, TaskState] => entry[1].Type === "Task";
const stepOf = (name: string) => name.split(":")[0] ?? name;

describe.each(["primary", "dr"] as const)("the machine of the %s site", (site) => {
  const { plan, definition, steps } = composed(site);
  const states = statesIn(definition);
  const tasks = states.filter(isTask);

  it("is valid Amazon States Language", () => {
    expect(validate(structuredClone(definition))).toMatchObject({ isValid: true });
  });

  it("names every state once, also across branches", () => {
    const names = states.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("bounds every task, and lets none fail unnoticed", () => {
    for (const [name, { TimeoutSeconds, Catch }] of tasks) {
      expect([name, TimeoutSeconds > 0]).toEqual([name, true]);
      expect([name, Catch?.at(-1)?.ErrorEquals]).toEqual([name, ["States.ALL"]]);
    }
  });

  it("retries calls with backoff and jitter", () => {
    const calls = tasks.filter(([, { Resource, Retry }]) => Resource.includes(":aws-sdk:") && Retry);
    const withJitter = calls.filter(([, { Retry }]) =>
      Retry?.some(({ JitterStrategy, BackoffRate = 0 }) => JitterStrategy === "FULL" && BackoffRate > 1),
    );
    // The one that waits for a cluster to take changes again has steady intervals.
    const steady = calls.filter((call) => !withJitter.includes(call)).map(([name]) => stepOf(name));
    expect(new Set(steady)).toEqual(new Set(["raise-database-capacity", "lower-database-capacity"]));
    expect(withJitter.length).toBeGreaterThan(10);
  });

  it("carries out every step of its plan, and nothing else", () => {
    const planned = new Set(MODES.flatMap((mode) => stepsOf(plan.modes[mode])).map(({ id }) => id));
    const carriedOut = new Set(tasks.map(([name]) => stepOf(name)));
    carriedOut.delete("failed");
    carriedOut.delete("stopped");
    expect(carriedOut).toEqual(planned);
    expect(new Set(steps.map(({ step }) => step.id))).toEqual(planned);
  });

  it("gives a step at least the time that its worst case takes", () => {
    for (const { step } of steps) {
      const { id, timeoutSeconds, duration } = step;
      expect([id, timeoutSeconds >= duration.worstSeconds]).toEqual([id, true]);
    }
  });

  it("tells every step once in the JSON", () => {
    const packed = packPlan(plan);
    expect(unpackPlan(JSON.parse(JSON.stringify(packed)))).toEqual(plan);
    expect(packed.steps.length).toBe(new Set(packed.steps.map(({ id }) => id)).size);
  });

  it("tells people and gives the lock back, however it ends", () => {
    const { States } = definition;
    expect(States["failed: notify"]).toBeDefined();
    expect(States["stopped: notify"]).toBeDefined();
    const failing = Object.entries(States).filter(([, state]) => state.Type === "Fail");
    expect(failing.map(([name]) => name).sort()).toEqual([
      "failed",
      "start: unknown mode",
      "take-lock: already running",
    ]);
  });
});

it("refuses a plan that names a step which is not there", () => {
  const packed = packPlan(composed("dr").plan);
  expect(() => unpackPlan({ ...packed, steps: packed.steps.slice(1) })).toThrow("has no step take-lock");
});

describe("the promotion branch of the DR site", () => {
  const states = statesIn(composed("dr").definition).filter(isTask);
  const promotion = ["claim-role", "promote-database", "raise-service", "verify-targets", "open-switch"];
  const onIt = states.filter(([name]) => promotion.includes(stepOf(name)));

  it("runs no function in a failover", () => {
    const functions = onIt.filter(([, { Resource }]) => Resource.includes("lambda")).map(([name]) => name);
    // Only asked for where the mode is switchover: then both regions answer.
    expect(functions).toEqual(["promote-database: switch over"]);
  });

  it("calls neither IAM nor Route 53", () => {
    expect(onIt.filter(([, { Resource }]) => /:(iam|route53)/.test(Resource))).toEqual([]);
  });

  it("goes on when the other site can't be fenced", () => {
    const fence = states.find(([name]) => stepOf(name) === "fence-other-site");
    expect(fence?.[1].Catch).toEqual([
      { ErrorEquals: ["States.ALL"], Next: "fence-other-site: done", Assign: expect.anything() as object },
    ]);
  });
});
