import { AslError } from "../../../src/failover/asl/asl-error";
import { execute, machineOf, task, visits } from "./run";

const failed = (error: string) => ({ status: "FAILED", error });

describe("Pass", () => {
  test("hands its input on", async () => {
    const { result } = await execute(machineOf({ A: { Type: "Pass", End: true } }), { input: { a: [1] } });
    expect(result).toMatchObject({ status: "SUCCEEDED", output: { a: [1] }, startedAt: 0, endedAt: 0 });
  });

  test("assigns and outputs with the values from before", async () => {
    const machine = machineOf({
      A: { Type: "Pass", Assign: { x: 1, y: 2 }, Next: "B" },
      B: { Type: "Pass", Assign: { x: "{% $y %}", y: "{% $x %}" }, Output: { x: "{% $x %}" }, Next: "C" },
      C: {
        Type: "Pass",
        Output: { x: "{% $x %}", y: "{% $y %}", before: "{% $states.input.x %}" },
        End: true,
      },
    });
    expect((await execute(machine)).result).toMatchObject({ output: { x: 2, y: 1, before: 1 } });
  });
});

describe("Wait", () => {
  test("waits as long as it says, as a number or as JSONata", async () => {
    const machine = machineOf({
      A: { Type: "Wait", Seconds: 5, Next: "B" },
      B: {
        Type: "Wait",
        Seconds: "{% $states.input.pause * 2 %}",
        Assign: { at: "{% $now() %}" },
        Next: "C",
      },
      C: { Type: "Succeed", Output: "{% $at %}" },
    });
    const { result, events } = await execute(machine, { input: { pause: 10 } });
    expect(visits(events)).toEqual(["0 A", "5000 B", "25000 C"]);
    expect(result).toMatchObject({ endedAt: 25_000, output: "2026-01-01T00:00:25.000Z" });
  });

  test.each(["{% 'soon' %}", "{% 1.5 %}", "{% -1 %}", "{% 100000000 %}"])("fails on %s", async (seconds) => {
    const { result } = await execute(machineOf({ A: { Type: "Wait", Seconds: seconds, End: true } }));
    expect(result).toMatchObject(failed("States.QueryEvaluationError"));
  });
});

describe("Choice", () => {
  const machine = machineOf({
    A: {
      Type: "Choice",
      Choices: [
        { Condition: "{% $states.input.n > 10 %}", Next: "Big", Assign: { by: "first" } },
        { Condition: "{% $states.input.n > 5 %}", Next: "Big", Assign: { by: "second" } },
      ],
      Assign: { by: "default" },
      Default: "Small",
    },
    Big: { Type: "Succeed", Output: "{% 'big by ' & $by %}" },
    Small: { Type: "Succeed", Output: "{% 'small by ' & $by %}" },
  });

  test.each([
    [11, "big by first"],
    [6, "big by second"],
    [1, "small by default"],
  ])("takes the first rule that holds: %s", async (n, output) => {
    expect((await execute(machine, { input: { n } })).result).toMatchObject({ output });
  });

  test("fails on a condition that is neither true nor false", async () => {
    const { result } = await execute(machineOf({ ...machine.States, A: unclear }));
    expect(result).toMatchObject(failed("States.QueryEvaluationError"));
    expect(result).toMatchObject({
      cause: expect.stringContaining("'Choices[0]/Condition' must be true or"),
    });
  });

  const unclear = {
    Type: "Choice",
    Choices: [{ Condition: "{% 1 %}", Next: "Big" }],
    Default: "Small",
  } as const;
});

describe("Succeed and Fail", () => {
  test("Succeed ends with its output", async () => {
    const machine = machineOf({ A: { Type: "Succeed", Output: { done: true } } });
    expect((await execute(machine)).result).toMatchObject({ status: "SUCCEEDED", output: { done: true } });
  });

  test("Fail ends with its error and cause, both of which may be JSONata", async () => {
    const machine = machineOf({
      A: { Type: "Fail", Error: "LockHeld", Cause: "{% 'by ' & $states.input.by %}" },
    });
    const { result } = await execute(machine, { input: { by: "another" } });
    expect(result).toMatchObject({ status: "FAILED", error: "LockHeld", cause: "by another" });
  });

  test("Fail fails differently when its error is no text", async () => {
    const machine = machineOf({ A: { Type: "Fail", Error: "{% 1 %}", Cause: "-" } });
    expect((await execute(machine)).result).toMatchObject(failed("States.QueryEvaluationError"));
  });
});

describe("Task", () => {
  test("calls the world with its arguments, and goes on with the result", async () => {
    const machine = machineOf({
      A: task({
        Arguments: { DbClusterIdentifier: "{% $states.input.cluster %}", MaxRecords: 20 },
        Assign: { status: "{% $states.result.Status %}" },
        Output: "{% $states.result %}",
        Next: "B",
      }),
      B: { Type: "Succeed", Output: ["{% $status %}", "{% $states.input.Status %}"] },
    });
    const { result, args } = await execute(machine, {
      input: { cluster: "payments" },
      replies: { A: [{ Status: "available" }] },
    });
    expect(args).toEqual([{ DbClusterIdentifier: "payments", MaxRecords: 20 }]);
    expect(result).toMatchObject({ output: ["available", "available"] });
  });

  test("fails with the error of the service", async () => {
    const gone = new AslError("Rds.DbClusterNotFoundException", "gone");
    const { result } = await execute(machineOf({ A: task() }), { replies: { A: [gone] } });
    expect(result).toMatchObject({
      status: "FAILED",
      error: "Rds.DbClusterNotFoundException",
      cause: "gone",
    });
  });

  test("doesn't share its result with the world", async () => {
    const reply = { Tags: ["one"] };
    const machine = machineOf({
      A: task({ Assign: { tags: "{% $states.result.Tags %}" }, Next: "B" }),
      B: { Type: "Wait", Seconds: 10, Next: "C" },
      C: { Type: "Succeed", Output: "{% $count($tags) %}" },
    });
    const later = async (_call: unknown, clock: { at(ms: number, callback: () => void): unknown }) => {
      clock.at(5000, () => reply.Tags.push("two"));
      return reply;
    };
    expect((await execute(machine, { replies: { A: [later] } })).result).toMatchObject({ output: 1 });
  });
});

describe("expressions", () => {
  test("see the execution and the state", async () => {
    const machine = machineOf({
      A: { Type: "Wait", Seconds: 1, Next: "B" },
      B: { Type: "Wait", Seconds: 1, Output: "{% $states.context %}", End: true },
    });
    expect((await execute(machine)).result).toMatchObject({
      output: {
        Execution: {
          Id: "arn:aws:states:us-east-2:111122223333:execution:payments-failover:one",
          Name: "one",
          StartTime: "2026-01-01T00:00:00.000Z",
        },
        State: { Name: "B", EnteredTime: "2026-01-01T00:00:01.000Z" },
      },
    });
  });

  test("take the time from the clock, and have $parse", async () => {
    const output = { time: "{% $millis() %}", value: "{% $parse('[1,2]')[1] %}" };
    const machine = machineOf({ A: { Type: "Succeed", Output: output } });
    const millis = Date.UTC(2026, 0, 1);
    expect((await execute(machine)).result).toMatchObject({ output: { time: millis, value: 2 } });
  });

  test.each([
    [
      "nothing",
      "{% $states.input.missing %}",
      "'$states.input.missing' of the field 'Output/a' returned nothing",
    ],
    ["a variable that nobody assigned", "{% $unknown %}", "returned nothing"],
    ["a wrong type", "{% 1 + 'a' %}", "fails: The right side"],
    ["a function", "{% $count %}", "a function is no value"],
    ["text that is no JSON", "{% $parse('{') %}", "fails: "],
  ])("fail on %s", async (_what, text, cause) => {
    const { result } = await execute(machineOf({ A: { Type: "Succeed", Output: { a: text } } }));
    expect(result).toMatchObject(failed("States.QueryEvaluationError"));
    expect(result).toMatchObject({ cause: expect.stringContaining(cause) });
  });
});
