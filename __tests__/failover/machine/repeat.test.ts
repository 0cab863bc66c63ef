import { AslError } from "../../../src/failover/asl/asl-error";
import type { State } from "../../../src/failover/asl/model";
import { call } from "../../../src/failover/machine/call";
import { FAILED, NEXT, redirect } from "../../../src/failover/machine/fragment";
import { once } from "../../../src/failover/machine/once";
import { repeat, type RepeatProps } from "../../../src/failover/machine/repeat";
import { execute, machineOf, visits, type Reply } from "../asl/run";

const LATE = { error: "DoorStaysShut", cause: "The door is still shut." };
const TIMES = { id: "open-door", deadline: "doorUntil", everySeconds: 10, withinSeconds: 25 };
const lookThen = (next: string) =>
  once(
    call("rds:describeDBInstances", {}),
    { Assign: { isOpen: "{% $states.result.isOpen %}" }, Next: next },
    { isOpen: "{% false %}" },
  );
const look = lookThen("decide");
const push = call("rds:modifyDBInstance", { Key: "{% $key %}" }, { next: "wait", otherwise: "wait" });

/** Looks; pushes if it is not done and there is time. */
const BEFORE: RepeatProps = {
  ...TIMES,
  assign: { key: "brass" },
  round: { look },
  done: "$isOpen",
  act: { otherwise: "push", states: { push } },
  late: LATE,
};

/** Looks and pushes; then asks for the time. */
const AFTER: RepeatProps = {
  ...TIMES,
  round: {
    look,
    decide: { Type: "Choice", Choices: [{ Condition: "{% $isOpen %}", Next: NEXT }], Default: "push" },
    push: call("rds:modifyDBInstance", {}, { next: "is there time", otherwise: "is there time" }),
  },
  late: LATE,
};

/** Runs it alone, against a door that answers so, look by look. */
function run(props: RepeatProps, looks: readonly Reply[], pushes: readonly Reply[] = [{}]) {
  const { States } = repeat(props);
  const ends: Record<string, State> = {
    done: { Type: "Succeed" },
    ...(typeof props.late !== "string" && {
      failed: { Type: "Fail", Error: "{% $error.Error %}", Cause: "{% $error.Cause %}" },
    }),
  };
  const states = { ...redirect(redirect(States, NEXT, "done"), FAILED, "failed"), ...ends };
  const replies = { "open-door: look": looks, "open-door: push": pushes };
  return execute(machineOf(states), { replies, random: () => 0 });
}

const SHUT = { isOpen: false };
const OPEN = { isOpen: true };

describe("with the time asked before the calls", () => {
  test("does nothing where it is done already", async () => {
    const { result, calls } = await run(BEFORE, [OPEN]);
    expect(result).toMatchObject({ status: "SUCCEEDED", endedAt: 0 });
    expect(calls).toEqual(["0 open-door: look"]);
  });

  test("looks, calls, waits and looks again", async () => {
    const { events, args } = await run(BEFORE, [SHUT, OPEN]);
    expect(visits(events)).toEqual([
      "0 open-door: start",
      "0 open-door: look",
      "0 open-door: decide",
      "0 open-door: push",
      "0 open-door: wait",
      "10000 open-door: look",
      "10000 open-door: decide",
      "10000 done",
    ]);
    expect(args[1]).toEqual({ Key: "brass" });
  });

  test("makes a refused call again, and takes an answer that does not come for not yet", async () => {
    const refused = new AslError("Rds.InvalidDbInstanceStateException", "It is busy.");
    const { result, calls } = await run(BEFORE, [refused, SHUT, OPEN], [refused, refused, refused, {}]);
    expect(result).toMatchObject({ status: "SUCCEEDED", endedAt: 20_000 });
    expect(calls.filter((line) => line.endsWith("push"))).toEqual([
      ...Array<string>(3).fill("0 open-door: push"),
      "10000 open-door: push",
    ]);
  });

  test("fails when the time is over, without another call", async () => {
    const { result, calls } = await run(BEFORE, [SHUT]);
    expect(result).toMatchObject({ status: "FAILED", ...LATE, endedAt: 30_000 });
    expect(calls.at(-1)).toBe("30000 open-door: look");
  });

  test("is done even when the time is over", async () => {
    const { result } = await run(BEFORE, [SHUT, SHUT, SHUT, OPEN]);
    expect(result).toMatchObject({ status: "SUCCEEDED", endedAt: 30_000 });
  });

  test("asks its own rules after those, the first first", async () => {
    const choices = [
      { Condition: "{% $key = 'brass' %}", Next: "wait" },
      { Condition: "{% true %}", Next: "push" },
    ];
    const { calls } = await run({ ...BEFORE, act: { choices, states: { push } } }, [SHUT, OPEN]);
    expect(calls).toEqual(["0 open-door: look", "10000 open-door: look"]);
  });

  test("waits where no rule holds", async () => {
    const choices = [{ Condition: "{% $key = 'iron' %}", Next: "push" }];
    const { calls } = await run({ ...BEFORE, act: { choices, states: { push } } }, [SHUT, OPEN]);
    expect(calls).toEqual(["0 open-door: look", "10000 open-door: look"]);
  });

  test("goes on with the plan, or to a state of its own, when the time is over", async () => {
    expect((await run({ ...BEFORE, late: NEXT }, [SHUT])).result).toMatchObject({
      status: "SUCCEEDED",
      endedAt: 30_000,
    });
    const tell = call("sns:publish", {}, { otherwise: NEXT });
    const told = { ...BEFORE, act: { otherwise: "push", states: { push, tell } }, late: "tell" };
    const { result, calls } = await run(told, [SHUT]);
    expect(result).toMatchObject({ status: "SUCCEEDED", endedAt: 30_000 });
    expect(calls.at(-1)).toBe("30000 open-door: tell");
  });
});

describe("with the time asked after the round", () => {
  test("goes on as soon as the round says that it is done", async () => {
    const { result, calls } = await run(AFTER, [SHUT, OPEN]);
    expect(result).toMatchObject({ status: "SUCCEEDED", endedAt: 10_000 });
    expect(calls).toEqual(["0 open-door: look", "0 open-door: push", "10000 open-door: look"]);
  });

  test("fails when the time is over, after a last call", async () => {
    const { result, events } = await run(AFTER, [SHUT]);
    expect(result).toMatchObject({ status: "FAILED", ...LATE, endedAt: 30_000 });
    expect(visits(events).slice(-3)).toEqual([
      "30000 open-door: push",
      "30000 open-door: is there time",
      "30000 failed",
    ]);
  });

  test("asks whether it is done before it asks for the time", async () => {
    const looks = { ...AFTER, round: { look: lookThen("is there time") }, done: "$isOpen" };
    expect((await run(looks, [SHUT, SHUT, SHUT, OPEN])).result).toMatchObject({
      status: "SUCCEEDED",
      endedAt: 30_000,
    });
    expect((await run(looks, [SHUT])).result).toMatchObject({ status: "FAILED", ...LATE });
  });
});

test("refuses a round without a state", () => {
  expect(() => repeat({ ...BEFORE, round: {} })).toThrow("open-door: a round needs at least one state");
});

test.each(["start", "decide", "wait"])("refuses a state that is called %s as one of its own", (taken) => {
  expect(() => repeat({ ...BEFORE, round: { look, [taken]: push } })).toThrow(
    `two states are called ${taken}`,
  );
});
