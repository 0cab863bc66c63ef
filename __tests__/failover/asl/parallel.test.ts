import { AslError } from "../../../src/failover/asl/asl-error";
import type { Branch, ParallelState, State, TaskState } from "../../../src/failover/asl/model";
import { execute, machineOf, task, visits, type Reply } from "./run";

const broken = new AslError("Rds.InvalidDbClusterStateException", "not now");

const branch = (states: Readonly<Record<string, State>>): Branch => ({
  StartAt: Object.keys(states)[0]!,
  States: states,
});

const waiting = (name: string, seconds: number): Branch =>
  branch({ [name]: { Type: "Wait", Seconds: seconds, Output: { name }, End: true } });

const parallel = (branches: Branch[], fields: Partial<ParallelState> = {}): ParallelState => ({
  Type: "Parallel",
  Branches: branches,
  ...(fields.Next === undefined ? { End: true } : {}),
  ...fields,
});

test("runs its branches at the same time, with its input, and answers in their order", async () => {
  const echo = branch({ E: { Type: "Pass", End: true } });
  const machine = machineOf({ P: parallel([waiting("slow", 30), waiting("quick", 10), echo]) });
  const { result, events } = await execute(machine, { input: { a: 1 } });
  expect(visits(events)).toEqual(["0 P", "0 slow", "0 quick", "0 E"]);
  expect(result).toMatchObject({ endedAt: 30_000, output: [{ name: "slow" }, { name: "quick" }, { a: 1 }] });
});

describe("variables", () => {
  test("from outside are seen inside, and those from inside nowhere else", async () => {
    const machine = machineOf({
      A: { Type: "Pass", Assign: { outer: 1 }, Next: "P" },
      P: parallel(
        [
          branch({
            B: { Type: "Pass", Assign: { inner: "{% $outer + 1 %}" }, Next: "C" },
            C: { Type: "Succeed", Output: "{% $inner %}" },
          }),
          branch({
            D: { Type: "Wait", Seconds: 1, Next: "E" },
            E: { Type: "Succeed", Output: "{% $exists($inner) %}" },
          }),
        ],
        { Next: "Z", Assign: { results: "{% $states.result %}" } },
      ),
      Z: { Type: "Succeed", Output: { results: "{% $results %}", leaked: "{% $exists($inner) %}" } },
    });
    expect((await execute(machine)).result).toMatchObject({ output: { results: [2, false], leaked: false } });
  });

  test("may have one name in two branches", async () => {
    const counting = (name: string, n: number): Branch =>
      branch({
        [name]: { Type: "Pass", Assign: { n }, Next: `${name} later` },
        [`${name} later`]: { Type: "Wait", Seconds: 1, Output: "{% $n %}", End: true },
      });
    const machine = machineOf({ P: parallel([counting("A", 1), counting("B", 2)]) });
    expect((await execute(machine)).result).toMatchObject({ output: [1, 2] });
  });
});

describe("a branch that fails", () => {
  test("gives up the others at once, with what they wait for", async () => {
    const acts: string[] = [];
    const slow: Reply = async ({ signal }, clock) => {
      await clock.sleep(20_000, signal);
      acts.push("acted");
      return {};
    };
    const nested = branch({ N: parallel([waiting("deep", 20)]) });
    const failing = branch({ W: { Type: "Wait", Seconds: 5, Next: "F" }, F: task() });
    const machine = machineOf({
      P: parallel([branch({ S: task() }), waiting("long", 20), nested, failing], {
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "Z" }],
        Next: "Z",
      }),
      Z: { Type: "Wait", Seconds: 60, End: true },
    });
    const { result, events } = await execute(machine, { replies: { S: [slow], F: [broken] } });
    expect(acts).toEqual([]);
    expect(result).toMatchObject({ status: "SUCCEEDED", output: { Error: broken.name, Cause: "not now" } });
    expect(events.filter(({ at }) => at >= 5000).map(({ state, type }) => `${state} ${type}`)).toEqual([
      "W exited",
      "F entered",
      "F task scheduled",
      "F task failed",
      "P caught",
      "P exited",
      "Z entered",
      "Z exited",
    ]);
  });

  test("fails the execution when nothing catches it", async () => {
    const machine = machineOf({ P: parallel([branch({ F: task() }), waiting("long", 20)]) });
    const { result } = await execute(machine, { replies: { F: [broken] } });
    expect(result).toMatchObject({ status: "FAILED", error: broken.name, endedAt: 0 });
  });

  test("gives up a task between two attempts", async () => {
    const Retry: TaskState["Retry"] = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10 }];
    const failing = branch({
      W: { Type: "Wait", Seconds: 5, Next: "F" },
      F: { Type: "Fail", Error: "E", Cause: "" },
    });
    const machine = machineOf({ P: parallel([branch({ R: task({ Retry }) }), failing]) });
    const { calls, result } = await execute(machine, { replies: { R: [broken] } });
    expect(calls).toEqual(["0 R"]);
    expect(result).toMatchObject({ error: "E", endedAt: 5000 });
  });

  test("is repeated with all branches", async () => {
    const machine = machineOf({
      P: parallel([branch({ F: task() }), branch({ G: task() })], {
        Retry: [{ ErrorEquals: ["States.BranchFailed"], IntervalSeconds: 3 }],
      }),
    });
    const { calls, result } = await execute(machine, { replies: { F: [broken, {}] } });
    expect(calls).toEqual(["0 F", "0 G", "3000 F", "3000 G"]);
    expect(result).toMatchObject({ status: "SUCCEEDED" });
  });
});
