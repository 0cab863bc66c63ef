import aslValidator from "asl-validator";
import { interpret } from "../../../src/failover/asl/interpret";
import { validateMachine } from "../../../src/failover/asl/validate";
import { MAXIMAL, MINIMAL } from "./fixtures";
import { execute, machineOf, task } from "./run";

const parallel = (states: object) => ({
  Type: "Parallel",
  Branches: [{ StartAt: Object.keys(states)[0], States: states }],
  End: true,
});

const machine = (states: object, fields: object = {}) => ({ ...machineOf(states as never), ...fields });

describe("a machine that is right", () => {
  test.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("%s: nothing to say, neither here nor by asl-validator", (_what, definition) => {
    expect(validateMachine(definition)).toEqual([]);
    expect(asAslValidatorSays(definition).errorsText()).toBe("");
  });

  test("runs", async () => {
    const { result } = await execute(MAXIMAL, {
      input: { mode: "failover" },
      replies: { promote: [{ Status: "available" }] },
    });
    expect(result).toMatchObject({ status: "SUCCEEDED", output: { mode: "failover" }, endedAt: 6000 });
  });
});

/** On a copy, since it writes into what it looks at. */
function asAslValidatorSays(definition: object) {
  return aslValidator(structuredClone(definition));
}

/** Refused by both. */
const mistakes: [string, object, string][] = [
  ["a field that nobody knows", { A: task({ Foo: 1 } as never) }, 'State A: Unrecognized key: "Foo"'],
  [
    "a field of JSONPath",
    { A: { Type: "Pass", ResultPath: "$.x", End: true } },
    'State A: Unrecognized key: "ResultPath"',
  ],
  [
    "a field inside a branch",
    { P: parallel({ B: { Type: "Succeed", InputPath: "$" } }) },
    'State B: Unrecognized key: "InputPath"',
  ],
  ["a type that nobody knows", { A: { Type: "Loop", End: true } }, "State A: Type: is no type of state"],
  ["no type", { A: { End: true } }, "State A: Type: is no type of state that is supported"],
  [
    "a way to nowhere",
    { A: { Type: "Pass", Next: "B" } },
    "State A: Next goes to B, which is no state beside it",
  ],
  [
    "a way out of a branch",
    { P: parallel({ B: { Type: "Pass", Next: "Z" } }), Z: { Type: "Succeed" } },
    "State B: Next goes to Z, which is no state beside it",
  ],
  [
    "both Next and End",
    { A: { Type: "Pass", Next: "B", End: true }, B: { Type: "Succeed" } },
    "State A: it needs either Next or End",
  ],
  ["neither Next nor End", { A: { Type: "Pass" } }, "State A: it needs either Next or End"],
  [
    "a name that is used twice",
    { A: { Type: "Pass", Next: "P" }, P: parallel({ A: { Type: "Succeed" } }) },
    "State A: the name is used twice; names are unique in a machine",
  ],
  ["a wait of no time", { A: { Type: "Wait", End: true } }, "State A: Seconds: Invalid input"],
  ["no seconds at all", { A: task({ TimeoutSeconds: 0 }) }, "State A: TimeoutSeconds: Too small"],
  [
    "a condition that is no JSONata",
    {
      A: { Type: "Choice", Choices: [{ Condition: "true", Next: "B" }], Default: "B" },
      B: { Type: "Succeed" },
    },
    "State A: 'true' must be JSONata, {% ... %}",
  ],
];

describe("a mistake", () => {
  test.each(mistakes)("%s is refused here and by asl-validator", (_what, states, problem) => {
    const definition = machine(states);
    expect(validateMachine(definition)).toContainEqual(expect.stringContaining(problem));
    expect(asAslValidatorSays(definition).isValid).toBe(false);
  });

  test.each<[string, object, string]>([
    [
      "a field of a retrier",
      { A: task({ Retry: [{ ErrorEquals: ["States.ALL"], Interval: 1 } as never] }) },
      'State A: Retry/0: Unrecognized key: "Interval"',
    ],
    ["Map", { A: { Type: "Map", End: true } }, "State A: Type: is no type of state that is supported"],
    [
      "waiting for a callback",
      { A: task({ Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken" }) },
      "State A: Resource: must be arn:aws:states:::aws-sdk:",
    ],
    [
      "a state that nothing leads to",
      { A: { Type: "Succeed" }, B: { Type: "Succeed" } },
      "B: nothing leads to it",
    ],
    [
      "States.ALL beside others",
      { A: task({ Retry: [{ ErrorEquals: ["States.ALL", "States.Timeout"] }] }) },
      "State A: States.ALL must stand alone in ErrorEquals, and in the last place",
    ],
    [
      "States.ALL before others",
      { A: task({ Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["States.Timeout"] }] }) },
      "State A: States.ALL must stand alone in ErrorEquals, and in the last place",
    ],
    [
      "JSONata inside of a text",
      { A: { Type: "Succeed", Output: { a: "by {% $states.input %}" } } },
      "State A: Output/a: 'by {% $states.input %}' is no JSONata, which has to be the whole text",
    ],
    [
      "JSONata that doesn't parse",
      { A: { Type: "Succeed", Output: { list: ["{% 1 + %}"] } } },
      "State A: Output/list[0]: JSONata '1 +' doesn't parse",
    ],
    [
      "a variable that is assigned outside of its branch, too",
      {
        A: { Type: "Pass", Assign: { x: 1 }, Next: "P" },
        P: parallel({ B: { Type: "Pass", Assign: { x: 2 }, End: true } }),
      },
      "State B: Assign uses the name x, which is assigned outside of the branch",
    ],
    [
      "a variable that a catcher outside assigns, too",
      {
        P: {
          ...parallel({ B: { Type: "Pass", Assign: { x: 2 }, End: true } }),
          Catch: [{ ErrorEquals: ["States.ALL"], Assign: { x: 1 }, Next: "Z" }],
        },
        Z: { Type: "Succeed" },
      },
      "State B: Assign uses the name x, which is assigned outside of the branch",
    ],
    [
      "a reserved name",
      { A: { Type: "Pass", Assign: { states: 1 }, End: true } },
      "the reserved name states",
    ],
    [
      "a name with a hyphen",
      { A: { Type: "Pass", Assign: { "a-b": 1 }, End: true } },
      "the name a-b: a letter",
    ],
  ])("%s is refused here", (_what, states, problem) => {
    expect(validateMachine(machine(states))).toContainEqual(expect.stringContaining(problem));
  });

  test.each<[string, object, string]>([
    ["JSONPath", { QueryLanguage: "JSONPath" }, "The machine: QueryLanguage: "],
    ["no query language", { QueryLanguage: undefined }, "The machine: QueryLanguage: "],
    ["a field of the machine", { Version: "1.0" }, 'The machine: Unrecognized key: "Version"'],
    ["no timeout", { TimeoutSeconds: undefined }, "The machine: TimeoutSeconds: "],
    ["a start that isn't there", { StartAt: "B" }, "StartAt: there is no state B"],
  ])("%s of a machine is refused", (_what, fields, problem) => {
    const definition = machine({ A: { Type: "Succeed" } }, fields);
    expect(validateMachine(definition)).toContainEqual(expect.stringContaining(problem));
  });

  test("is told with all others before anything runs", () => {
    const definition = machine({ A: { Type: "Pass" }, B: { Type: "Succeed" } });
    expect(() => interpret(definition as never, {} as never)).toThrow(
      "The state machine can't be run:\n- State B: nothing leads to it\n- State A: it needs either Next or End",
    );
  });
});

describe("JSONata", () => {
  const problemsOf = (text: string) =>
    validateMachine(machine({ A: { Type: "Succeed", Output: `{% ${text} %}` } }));

  test.each([
    "$states.input.a.b[c = 1].d",
    "$map($states.input.list, function($item) { $item.name })",
    "$states.input.list.{ 'name': name, 'self': $ }",
    "$states.input.list^(>age)[0]",
    "$states.input.list{ name: $sum(age) }",
    "$exists($a) ? $a : 1",
    "$exists($a) and $not($b) or 'x' in ['x']",
    "($x := $states.input.n; $x + 1)",
    "$states.input ~> |$|{ 'seen': true }|",
    "$toMillis($states.input.at) + 1000 < $millis()",
    "$fromMillis(0, '[Y0001]')",
  ])("allows %s", (text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test.each([
    ["$a ?? 1", "uses ?? or ?:"],
    ["$states.input.a ?? $b", "uses ?? or ?:"],
    ["$a ?: 1", "uses ?? or ?:"],
    ["$states.input.(a ?: b)", "uses ?? or ?:"],
    ["$random()", "uses $random: a simulation can't repeat it"],
    ["$map([1], $uuid)", "uses $uuid: "],
    ["$eval('1')", "use $parse"],
    ["$range(1, 2, 1)", "uses $range: the interpreter doesn't have it"],
    ["input.a", "reads the field input of nothing"],
    ["$count(input)", "reads the field input of nothing"],
    ["$states.input[n = 1] = b", "reads the field b of nothing"],
    ["{ 'a': b }", "reads the field b of nothing"],
    ["$", "uses $, and there is no input document"],
    ["$$.a", "uses $$, and there is no input document"],
    ["$now('[Y]')", "gives $now a picture"],
    ["$toMillis('10', '[H01]')", "gives $toMillis a picture"],
  ])("refuses %s", (text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
  });
});
