import { Crash } from "../../../src/failover/asl/crash";
import type { Hooks } from "../../../src/failover/asl/hooks";
import type { State } from "../../../src/failover/asl/model";
import { AslError } from "../../../src/failover/asl/asl-error";
import { seeded } from "../../../src/failover/asl/random";
import { execute, machineOf, task, visits, type Reply } from "./run";

const slow: Reply = async ({ signal }, clock) => {
  await clock.sleep(1000, signal);
  return { at: clock.now };
};

describe("an execution ends", () => {
  const endless = { A: { Type: "Wait", Seconds: 30, Next: "B" }, B: { Type: "Pass", Next: "A" } } as const;

  test("when the machine takes too long", async () => {
    const { result, events } = await execute(machineOf(endless, 100));
    expect(result).toMatchObject({ status: "TIMED_OUT", startedAt: 0, endedAt: 100_000 });
    expect(events.at(-1)).toMatchObject({ type: "entered", state: "A", at: 90_000 });
  });

  test("when somebody stops it, also before it starts", async () => {
    const stop = new AbortController();
    const hooks: Hooks = {
      after: (state) => {
        if (state === "B") stop.abort();
      },
    };
    const { result } = await execute(machineOf(endless), { signal: stop.signal, hooks });
    expect(result).toMatchObject({ status: "ABORTED", endedAt: 30_000 });
    const { events, result: never } = await execute(machineOf(endless), { signal: AbortSignal.abort() });
    expect(never).toMatchObject({ status: "ABORTED", transitions: 0 });
    expect(events).toEqual([]);
  });

  test("when an observer stops it, before the call that it was told of", async () => {
    const stop = new AbortController();
    const onEvent = ({ type }: { type: string }) => {
      if (type === "task scheduled") stop.abort();
    };
    const { result, calls } = await execute(machineOf({ A: task() }), { signal: stop.signal, onEvent });
    expect(result).toMatchObject({ status: "ABORTED" });
    expect(calls).toEqual([]);
  });

  test("when its history is full, instead of never", async () => {
    const circle: Record<string, State> = { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } };
    const { result } = await execute(machineOf(circle));
    expect(result).toMatchObject({
      status: "FAILED",
      error: "States.Runtime",
      endedAt: 0,
      transitions: 12_499,
    });
  });

  test("with the number of its transitions and events", async () => {
    const machine = machineOf({ A: task({ Next: "B" }), B: { Type: "Succeed" } });
    // Started and ended, two for each state, three for the task.
    expect((await execute(machine)).result).toMatchObject({ transitions: 2, historyEvents: 9 });
  });

  test("in the same way for the same seed", async () => {
    const Retry = [{ ErrorEquals: ["States.ALL"], JitterStrategy: "FULL", MaxAttempts: 9 }] as const;
    const machine = machineOf({ A: task({ Retry }) });
    const replies = { A: [new AslError("E", "")] };
    const run = async (seed: number) => (await execute(machine, { replies, random: seeded(seed) })).events;
    expect(await run(3)).toEqual(await run(3));
    expect(await run(3)).not.toEqual(await run(4));
  });
});

describe("what is no fault of the machine", () => {
  const machine = machineOf({
    A: task({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "B" }], Next: "B" }),
    B: task(),
  });

  test("an error of the world's model isn't caught, but told", async () => {
    const replies = { A: [new TypeError("a mistake in the model") as never] };
    await expect(execute(machine, { replies })).rejects.toThrow("a mistake in the model");
  });

  test("an answer that is no JSON neither", async () => {
    const replies = { A: [async () => undefined] };
    await expect(execute(machine, { replies })).rejects.toThrow(
      "The world answers the state 'A' with what JSON",
    );
  });
});

describe("hooks", () => {
  const machine = machineOf({
    A: task({ Next: "P" }),
    P: {
      Type: "Parallel",
      Branches: [
        { StartAt: "B", States: { B: task() } },
        { StartAt: "C", States: { C: { Type: "Wait", Seconds: 10, End: true } } },
      ],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Z" }],
      Next: "Z",
    },
    Z: { Type: "Succeed" },
  });
  const crashAt = (name: string) => (state: string) => {
    if (state === name) throw new Crash(state);
  };

  test("stop an execution before a state has done anything", async () => {
    const { result, calls } = await execute(machine, { hooks: { before: crashAt("B") } });
    expect(result).toMatchObject({ status: "CRASHED", state: "B" });
    expect(calls).toEqual(["0 A"]);
  });

  test("stop it after, in all branches, before anything follows", async () => {
    const { result, calls, events } = await execute(machine, {
      replies: { B: [slow] },
      hooks: { after: crashAt("B") },
    });
    expect(result).toMatchObject({ status: "CRASHED", state: "B", endedAt: 1000 });
    expect(calls).toEqual(["0 A", "0 B"]);
    expect(visits(events)).toEqual(["0 A", "0 P", "0 B", "0 C"]);
  });

  test("come after a failure that was caught, too", async () => {
    const replies = { B: [new AslError("E", "")] };
    const { result } = await execute(machine, { replies, hooks: { after: crashAt("P") } });
    expect(result).toMatchObject({ status: "CRASHED", state: "P" });
  });

  test("repeat a task: it acts twice, and the second answer counts", async () => {
    const hooks: Hooks = { times: (state) => (state === "A" ? 2 : 1) };
    const output = machineOf({ A: task({ Output: "{% $states.result.at %}" }) });
    const { result, calls } = await execute(output, { replies: { A: [slow] }, hooks });
    expect(calls).toEqual(["0 A", "1000 A"]);
    expect(result).toMatchObject({ status: "SUCCEEDED", output: 2000 });
  });

  test("repeat a task whose first answer, an error, is lost", async () => {
    const replies = { A: [new AslError("E", ""), { ok: true }] };
    const { result } = await execute(machineOf({ A: task() }), { replies, hooks: { times: () => 2 } });
    expect(result).toMatchObject({ status: "SUCCEEDED", output: { ok: true } });
  });

  test("delay a state, which doesn't count as its time", async () => {
    const hooks: Hooks = { delay: (state) => (state === "A" ? 30_000 : 0) };
    const { result, calls } = await execute(machineOf({ A: task({ TimeoutSeconds: 10 }) }), { hooks });
    expect(calls).toEqual(["30000 A"]);
    expect(result).toMatchObject({ status: "SUCCEEDED", endedAt: 30_000 });
  });

  test("that throw anything but Crash are mistaken", async () => {
    const before = () => {
      throw new RangeError("a mistake in the hook");
    };
    await expect(execute(machine, { hooks: { before } })).rejects.toThrow("a mistake in the hook");
  });
});
