import { AslError, takes } from "../../../src/failover/asl/asl-error";
import type { Retrier } from "../../../src/failover/asl/model";
import { seeded } from "../../../src/failover/asl/random";
import { delayBefore } from "../../../src/failover/asl/retry";
import { execute, machineOf, task, visits, type Reply } from "./run";

const throttled = new AslError("Rds.ThrottlingException", "slow down");
const broken = new AslError("Rds.InvalidDbClusterStateException", "not now");

const retry = (retrier: Partial<Retrier>) => ({ ErrorEquals: ["States.ALL"], ...retrier });

const repliesOf = (...replies: Reply[]) => ({ replies: { A: replies } });

describe("Retry", () => {
  test("repeats three times after 1, 2 and 4 seconds unless it says otherwise, then fails", async () => {
    const { result, calls } = await execute(
      machineOf({ A: task({ Retry: [retry({})] }) }),
      repliesOf(throttled),
    );
    expect(calls).toEqual(["0 A", "1000 A", "3000 A", "7000 A"]);
    expect(result).toMatchObject({ status: "FAILED", error: "Rds.ThrottlingException", endedAt: 7000 });
  });

  test("backs off as it says, no longer than the longest delay", async () => {
    const retrier = retry({ IntervalSeconds: 2, BackoffRate: 1.5, MaxAttempts: 5, MaxDelaySeconds: 6 });
    const { calls } = await execute(machineOf({ A: task({ Retry: [retrier] }) }), repliesOf(throttled));
    // 2, 3, 4.5, 6 instead of 6.75, 6
    expect(calls).toEqual(["0 A", "2000 A", "5000 A", "9500 A", "15500 A", "21500 A"]);
  });

  test("ends with the first success", async () => {
    const machine = machineOf({ A: task({ Retry: [retry({})] }) });
    const { result, events } = await execute(machine, repliesOf(throttled, { ok: true }));
    expect(result).toMatchObject({ status: "SUCCEEDED", output: { ok: true }, endedAt: 1000 });
    expect(events.map(({ at, type }) => `${at} ${type}`)).toEqual([
      "0 entered",
      "0 task scheduled",
      "0 task failed",
      "0 retried",
      "1000 task scheduled",
      "1000 task succeeded",
      "1000 exited",
    ]);
  });

  test("never repeats with 0 attempts", async () => {
    const machine = machineOf({ A: task({ Retry: [retry({ MaxAttempts: 0 })] }) });
    expect((await execute(machine, repliesOf(throttled))).calls).toEqual(["0 A"]);
  });

  test("counts for each retrier, and takes the first that fits", async () => {
    const retriers = [
      retry({ ErrorEquals: ["Rds.ThrottlingException"], MaxAttempts: 1, IntervalSeconds: 10 }),
      retry({ MaxAttempts: 2 }),
    ];
    const machine = machineOf({ A: task({ Retry: retriers }) });
    const { calls, result } = await execute(machine, repliesOf(broken, throttled, broken, throttled));
    // The second throttling finds its retrier used up, and doesn't fall through to the other.
    expect(calls).toEqual(["0 A", "1000 A", "11000 A", "13000 A"]);
    expect(result).toMatchObject({ error: "Rds.ThrottlingException" });
  });

  test("waits with full jitter anything from nothing to the delay, as the seed says", async () => {
    const retrier = retry({ IntervalSeconds: 8, JitterStrategy: "FULL" });
    const random = seeded(5);
    const delays = Array.from({ length: 2000 }, () => delayBefore(2, retrier, random));
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...delays)).toBeLessThan(500);
    expect(Math.max(...delays)).toBeLessThanOrEqual(16_000);
    expect(Math.max(...delays)).toBeGreaterThan(15_500);

    const machine = machineOf({ A: task({ Retry: [retrier] }) });
    const calls = async (seed: number) =>
      (await execute(machine, { ...repliesOf(throttled), random: seeded(seed) })).calls;
    expect(await calls(1)).toEqual(await calls(1));
    expect(await calls(1)).not.toEqual(await calls(2));
  });

  test("repeats the arguments' expressions, too", async () => {
    const machine = machineOf({ A: task({ Arguments: { at: "{% $now() %}" }, Retry: [retry({})] }) });
    const { args } = await execute(machine, repliesOf(throttled, {}));
    expect(args).toEqual([{ at: "2026-01-01T00:00:00.000Z" }, { at: "2026-01-01T00:00:01.000Z" }]);
  });
});

describe("TimeoutSeconds of a task", () => {
  const slow =
    (seconds: number, acts: string[] = []): Reply =>
    async ({ signal }, clock) => {
      await clock.sleep(seconds * 1000, signal);
      acts.push(`acted at ${clock.now}`);
      return {};
    };

  test("fails what takes longer, which then doesn't act any more", async () => {
    const acts: string[] = [];
    const machine = machineOf({
      A: task({
        TimeoutSeconds: 10,
        Catch: [{ ErrorEquals: ["States.Timeout"], Next: "B" }],
        Next: "B",
      }),
      B: { Type: "Wait", Seconds: 60, End: true },
    });
    const { result, events } = await execute(machine, repliesOf(slow(11, acts)));
    expect(acts).toEqual([]);
    expect(visits(events)).toEqual(["0 A", "10000 B"]);
    expect(events).toContainEqual({ type: "task timed out", at: 10_000, state: "A", afterSeconds: 10 });
    expect(result).toMatchObject({ output: { Error: "States.Timeout" } });
  });

  test("takes an answer at the very last moment, after whatever pauses", async () => {
    const twice: Reply = async ({ signal }, clock) => {
      await clock.sleep(4000, signal);
      await clock.sleep(6000, signal);
      return {};
    };
    const machine = machineOf({ A: task({ TimeoutSeconds: 10 }) });
    expect((await execute(machine, repliesOf(twice))).result).toMatchObject({ status: "SUCCEEDED" });
  });

  test("counts for each attempt anew", async () => {
    const machine = machineOf({ A: task({ TimeoutSeconds: 10, Retry: [retry({})] }) });
    const { result, calls } = await execute(machine, repliesOf(slow(11), slow(9)));
    expect(calls).toEqual(["0 A", "11000 A"]);
    expect(result).toMatchObject({ status: "SUCCEEDED", endedAt: 20_000 });
  });

  test("is told to the world", async () => {
    const timeouts: number[] = [];
    const machine = machineOf({ A: task({ TimeoutSeconds: 10 }) });
    await execute(
      machine,
      repliesOf(async ({ timeoutMs }) => ({ n: timeouts.push(timeoutMs) })),
    );
    expect(timeouts).toEqual([10_000]);
  });
});

describe("Catch", () => {
  const machine = machineOf({
    A: task({
      Assign: { result: "never" },
      Catch: [
        { ErrorEquals: ["Rds.ThrottlingException"], Next: "Slow" },
        {
          ErrorEquals: ["States.ALL"],
          Next: "Other",
          Assign: { error: "{% $states.errorOutput.Error %}" },
          Output: { was: "{% $states.input %}", cause: "{% $states.errorOutput.Cause %}" },
        },
      ],
      Next: "Fine",
    }),
    Slow: { Type: "Succeed" },
    Other: { Type: "Succeed", Output: { error: "{% $error %}", input: "{% $states.input %}" } },
    Fine: { Type: "Succeed" },
  });

  test("goes to the first that fits, with the error as output", async () => {
    const { result, events } = await execute(machine, repliesOf(throttled));
    expect(visits(events)).toEqual(["0 A", "0 Slow"]);
    expect(result).toMatchObject({ output: { Error: "Rds.ThrottlingException", Cause: "slow down" } });
  });

  test("assigns and outputs what it says, and not what the state does", async () => {
    const { result } = await execute(machine, { ...repliesOf(broken), input: { a: 1 } });
    expect(result).toMatchObject({
      output: { error: broken.name, input: { was: { a: 1 }, cause: "not now" } },
    });
  });

  test("comes after the repetitions", async () => {
    const retrying = machineOf({
      ...machine.States,
      A: task({ ...machine.States.A, Retry: [retry({})] } as never),
    });
    expect(visits((await execute(retrying, repliesOf(broken))).events)).toEqual(["0 A", "7000 Other"]);
  });

  test("takes a mistake in what the task assigns or outputs", async () => {
    const states = {
      ...machine.States,
      A: task({ ...machine.States.A, Output: "{% $states.result.b %}" } as never),
    };
    const { result } = await execute(machineOf(states), repliesOf({ a: 1 }));
    expect(result).toMatchObject({ output: { error: "States.QueryEvaluationError" } });
  });

  test("takes no mistake of its own", async () => {
    const failing = machineOf({
      A: task({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "A", Output: "{% $states.result %}" }] }),
    });
    const { result } = await execute(failing, repliesOf(broken));
    expect(result).toMatchObject({ status: "FAILED", error: "States.QueryEvaluationError" });
    expect(result).toMatchObject({ cause: expect.stringContaining("'Catch[0]/Output'") });
  });
});

describe("names of errors", () => {
  test.each([
    ["States.ALL", "States.Timeout", true],
    ["States.ALL", "Rds.ThrottlingException", true],
    ["States.ALL", "States.DataLimitExceeded", false],
    ["States.ALL", "States.Runtime", false],
    ["States.TaskFailed", "Rds.ThrottlingException", true],
    ["States.TaskFailed", "States.QueryEvaluationError", true],
    ["States.TaskFailed", "States.Timeout", false],
    ["States.TaskFailed", "States.DataLimitExceeded", false],
    ["States.DataLimitExceeded", "States.DataLimitExceeded", true],
    ["States.Runtime", "States.Runtime", false],
    ["States.Timeout", "States.Timeout", true],
    ["Rds.ThrottlingException", "Ecs.ThrottlingException", false],
  ])("%s takes %s: %s", (pattern, name, expected) => {
    expect(takes(["Other", pattern], new AslError(name, ""), "Task")).toBe(expected);
  });

  test("States.BranchFailed is what any error of a branch is", () => {
    expect(takes(["States.BranchFailed"], broken, "Parallel")).toBe(true);
    expect(takes(["States.BranchFailed"], broken, "Task")).toBe(false);
  });
});
