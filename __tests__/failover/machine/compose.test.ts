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

const MACHINES = (["aurora", "replica", "media"] as const).flatMap((database) =>
  (["primary", "dr"] as const).map((site) => ({ site, database })),
);

describe.each(MACHINES)("the machine of the $site site with $database", ({ site, database }) => {
  const { plan, definition, steps } = composed(site, database);
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
    expect(new Set(steady)).toEqual(
      new Set(
        database === "aurora" ? ["raise-database-capacity", "lower-database-capacity"] : ["convert-database"],
      ),
    );
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

  it("runs as long as its longest steps in a row may take", () => {
    const standBy = plan.modes.reprotect.flatMap((part) => ("together" in part ? part.together : []));
    const sums = standBy.map((sequence) =>
      stepsOf(sequence).reduce((sum, step) => sum + step.timeoutSeconds, 0),
    );
    expect(definition.TimeoutSeconds).toBeGreaterThan(Math.max(...sums));
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

describe.each([
  // Only asked for where the mode is switchover: then both regions answer.
  ["aurora", ["promote-database: switch over"]],
  ["replica", []],
] as const)("the promotion branch of the DR site with %s", (database, inSwitchover) => {
  const states = statesIn(composed("dr", database).definition).filter(isTask);
  const promotion = [
    "check-database",
    "claim-role",
    "catch-up-database",
    "promote-database",
    "raise-service",
    "verify-targets",
    "open-switch",
  ];
  const onIt = states.filter(([name]) => promotion.includes(stepOf(name)));

  it("runs no function in a failover", () => {
    const functions = onIt.filter(([, { Resource }]) => Resource.includes("lambda")).map(([name]) => name);
    expect(functions).toEqual(inSwitchover);
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

describe("a check", () => {
  const { definition, plan } = composed("dr", "replica");
  const ids = (mode: "failover" | "switchover") => stepsOf(plan.modes[mode]).map(({ id }) => id);

  it("comes right before the claim of the role", () => {
    expect(ids("failover").slice(2, 5)).toEqual(["confirm-loss", "check-database", "claim-role"]);
    expect(definition.States["check: needed"]).toMatchObject({
      Choices: [{ Condition: "{% $not($acceptStale) and $activeSite != 'dr' %}", Next: "check" }],
      Default: "claim-role: needed",
    });
  });

  it("adds nothing to a machine without any", () => {
    expect(JSON.stringify(composed("dr").definition)).not.toMatch(/"check|acceptStale/);
  });
});

it("waits for what is behind in a switchover only", () => {
  const { plan, definition } = composed("dr", "replica");
  const has = (mode: "failover" | "switchover") =>
    stepsOf(plan.modes[mode]).some(({ id }) => id === "catch-up-database");
  expect([has("failover"), has("switchover")]).toEqual([false, true]);
  const choice = statesIn(definition).find(([name]) => name === "catch-up-database: needed")?.[1];
  expect(choice).toMatchObject({ Choices: [{ Condition: "{% $mode = 'switchover' %}" }] });
});
