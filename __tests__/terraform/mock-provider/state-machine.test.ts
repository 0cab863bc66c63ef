import { resourceModel } from "../../../src/terraform/mock-provider/catalog";
import { configProblems } from "../../../src/terraform/mock-provider/checks/config";
import { stateMachineFault } from "../../../src/terraform/mock-provider/checks/format-state-machine";
import type { ObjectValue } from "../../../src/terraform/mock-provider/values/cty";
import { configuration } from "./configuration";

const ROLE_ARN = "arn:aws:iam::123456789012:role/failover";
const PROMOTE = {
  Type: "Task",
  Resource: "arn:aws:states:::aws-sdk:rds:failoverGlobalCluster",
  TimeoutSeconds: 60,
  End: true,
};
const DONE = { Type: "Succeed" };

const machine = (States: object, more: object = {}) => JSON.stringify({ StartAt: "A", States, ...more });
const jsonata = (A: object, others: object = {}) => machine({ A, ...others }, { QueryLanguage: "JSONata" });
const jsonPath = (A: object, others: object = {}) => machine({ A, ...others });
const choice = (...Choices: object[]) => ({ Type: "Choice", Choices, Default: "B" });

describe("a state machine", () => {
  it("may use all that JSONata has", () => {
    const text = jsonata(
      {
        ...PROMOTE,
        Comment: "{% is no JSONata here",
        End: undefined,
        Arguments: { TargetDbClusterIdentifier: "{% $arn & '-dr' %}", AllowDataLoss: true },
        Assign: { promoted: "{% $states.result.GlobalCluster.Status = 'failing-over' %}" },
        Output: "{% $states.input %}",
        TimeoutSeconds: "{% $left %}",
        Retry: [{ ErrorEquals: ["Rds.RdsException"] }, { ErrorEquals: ["States.ALL"], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "C", Assign: { error: "{% $states.errorOutput %}" } }],
        Next: "B",
      },
      {
        B: {
          ...choice({ Condition: "{% $promoted %}", Next: "D", Assign: { tries: 1 } }),
          Default: "C",
          Assign: { tries: "{% $tries + 1 %}" },
        },
        C: { Type: "Fail", Error: "NotPromoted", Cause: "{% $error.Cause %}" },
        D: { Type: "Wait", Seconds: "{% $pause %}", Next: "E" },
        E: {
          Type: "Parallel",
          Arguments: "{% $states.input %}",
          Branches: [{ StartAt: "F", States: { F: { Type: "Pass", Output: {}, End: true } } }],
          Next: "G",
        },
        G: {
          Type: "Map",
          Items: "{% [1..3] %}",
          ItemProcessor: { StartAt: "H", States: { H: DONE } },
          End: true,
        },
      },
    );
    expect(stateMachineFault(text)).toBeUndefined();
  });

  it("may use JSONPath, and JSONata in single states", () => {
    const text = jsonPath(
      { Type: "Choice", Choices: [{ Variable: "$.mode", StringEquals: "failover", Next: "B" }] },
      {
        B: {
          ...PROMOTE,
          End: undefined,
          Parameters: { "TargetDbClusterIdentifier.$": "$.arn" },
          ResultPath: null,
          Next: "C",
        },
        C: { Type: "Pass", QueryLanguage: "JSONata", Output: "{% 1 %}", End: true },
      },
    );
    expect(stateMachineFault(text)).toBeUndefined();
  });

  it.each<[string, string, RegExp]>([
    [
      "an unknown language",
      machine({ A: DONE }, { QueryLanguage: "JMESPath" }),
      /"JMESPath" must be JSONPath or JSONata/,
    ],
    [
      "no time to run",
      machine({ A: DONE }, { TimeoutSeconds: 0 }),
      /TimeoutSeconds must be a whole positive/,
    ],
    [
      "a state of JSONPath under JSONata",
      jsonata({ ...DONE, QueryLanguage: "JSONPath" }),
      /"A" is of JSONPath; a state machine of JSONata has no such states/,
    ],
    [
      "a state of an unknown language",
      jsonata({ ...DONE, QueryLanguage: "SQL" }),
      /state "A": QueryLanguage "SQL"/,
    ],
    [
      "parameters under JSONata",
      jsonata({ ...PROMOTE, Parameters: {} }),
      /"A" has Parameters, which belongs to JSONPath, but its QueryLanguage is JSONata/,
    ],
    [
      "a result path under JSONata",
      jsonata({ ...PROMOTE, ResultPath: null }),
      /has ResultPath, which belongs to JSONPath/,
    ],
    [
      "an input path under JSONata",
      jsonata({ ...DONE, InputPath: "$.a" }),
      /has InputPath, which belongs to JSONPath/,
    ],
    [
      "arguments under JSONPath",
      jsonPath({ ...PROMOTE, Arguments: {} }),
      /has Arguments, which belongs to JSONata, but its QueryLanguage is JSONPath/,
    ],
    [
      "a field of another type",
      jsonata({ ...DONE, Assign: { a: 1 } }),
      /has Assign, which a Succeed state can't have/,
    ],
    [
      "a time limit of a parallel state",
      jsonata({ Type: "Parallel", Branches: [], TimeoutSeconds: 60, End: true }),
      /has TimeoutSeconds, which a Parallel state can't have/,
    ],
    [
      "a misspelt field",
      jsonata({ ...PROMOTE, Argument: {} }),
      /has Argument, which a Task state can't have/,
    ],
    [
      "a comparison under JSONata",
      jsonata(choice({ Variable: "$.a", IsNull: true, Next: "B" }), { B: DONE }),
      /compares a Variable, which belongs to JSONPath.*write a Condition/,
    ],
    [
      "a condition under JSONPath",
      jsonPath(choice({ Condition: "{% true %}", Next: "B" }), { B: DONE }),
      /has a Condition, which belongs to JSONata/,
    ],
    [
      "a condition in plain text",
      jsonata(choice({ Condition: "$promoted", Next: "B" }), { B: DONE }),
      /needs a Condition in \{% %\}/,
    ],
    [
      "a rule that goes nowhere",
      jsonata(choice({ Condition: "{% true %}" }), { B: DONE }),
      /needs a Next in each of its Choices/,
    ],
    [
      "JSONata with an error",
      jsonata({ ...PROMOTE, Arguments: { list: [{ id: "{% $a & %}" }] } }),
      /"\{% \$a & %\}" is no JSONata: /,
    ],
    [
      "JSONata without an end",
      jsonata({ ...PROMOTE, Assign: { a: "{% $a" } }),
      /"\{% \$a" must begin with \{% and end with %\}/,
    ],
    [
      "JSONata with an error in a branch",
      jsonata({
        Type: "Parallel",
        Branches: [{ StartAt: "B", States: { B: { Type: "Pass", Output: "{% ( %}", End: true } } }],
        End: true,
      }),
      /in state "A": state "B" "\{% \( %\}" is no JSONata/,
    ],
    [
      "two states of a name in different branches",
      jsonata({ Type: "Parallel", Branches: [{ StartAt: "A", States: { A: DONE } }], End: true }),
      /two states are called "A"/,
    ],
    [
      "a name that is too long",
      machine({ ["A".repeat(81)]: DONE }, { StartAt: "A".repeat(81) }),
      /a name of 81 characters; at most 80/,
    ],
    [
      "a resource that is no ARN",
      jsonata({ ...PROMOTE, Resource: "rds:failoverGlobalCluster" }),
      /has a wrong Resource: .* is not an ARN/,
    ],
    ["a task without a resource", jsonata({ Type: "Task", End: true }), /needs a Resource/],
    [
      "a task without time",
      jsonata({ ...PROMOTE, TimeoutSeconds: 1.5 }),
      /whole positive number for TimeoutSeconds/,
    ],
    ["a wait for nothing", jsonata({ Type: "Wait", End: true }), /needs exactly one of Seconds, Timestamp/],
    [
      "a retry of nothing",
      jsonata({ ...PROMOTE, Retry: [{ MaxAttempts: 3 }] }),
      /needs ErrorEquals in each Retry/,
    ],
    [
      "all errors beside others",
      jsonata({ ...PROMOTE, Retry: [{ ErrorEquals: ["States.Timeout", "States.ALL"] }] }),
      /has States\.ALL beside other errors in a Retry/,
    ],
    [
      "a catcher behind the one of all errors",
      jsonata(
        {
          ...PROMOTE,
          Catch: [
            { ErrorEquals: ["States.ALL"], Next: "B" },
            { ErrorEquals: ["States.Timeout"], Next: "B" },
          ],
        },
        { B: DONE },
      ),
      /has a Catch behind that of States\.ALL, which must be last/,
    ],
    [
      "a definition that is too long",
      machine({ A: { ...DONE, Comment: "x".repeat(1_048_576) } }),
      /^has \d+ characters; Step Functions takes at most 1048576$/,
    ],
  ])("is refused with %s", (_what, text, message) => {
    expect(stateMachineFault(text)).toMatch(message);
  });
});

describe("what belongs to a state machine", () => {
  const refusals = (type: string, given: ObjectValue) => {
    const { block, ...model } = resourceModel(type);
    return configProblems({ block, ...model }, configuration(block, given)).map(({ detail }) => detail);
  };
  const ofMachine = (more: ObjectValue) =>
    refusals("aws_sfn_state_machine", { role_arn: ROLE_ARN, definition: machine({ A: DONE }), ...more });
  const ofTarget = (more: ObjectValue) =>
    refusals("aws_cloudwatch_event_target", {
      rule: "alarm",
      arn: "arn:aws:states:us-east-2:123456789012:stateMachine:failover",
      ...more,
    });

  it("is refused where Step Functions would", () => {
    expect(ofMachine({ encryption_configuration: [{ type: "KMS" }] })).toEqual([
      expect.stringContaining("allowed are AWS_OWNED_KEY, CUSTOMER_MANAGED_KMS_KEY"),
    ]);
    const short = {
      type: "CUSTOMER_MANAGED_KMS_KEY",
      kms_key_id: "a",
      kms_data_key_reuse_period_seconds: 30,
    };
    expect(ofMachine({ encryption_configuration: [short] })).toEqual([
      expect.stringContaining("30 is out of range; allowed are 60 to 900"),
    ]);
    const keyless = { type: "AWS_OWNED_KEY", kms_data_key_reuse_period_seconds: 60 };
    expect(ofMachine({ encryption_configuration: [keyless] })).toEqual([
      expect.stringContaining("needs encryption_configuration.kms_key_id"),
    ]);
    const log_destination = "arn:aws:logs:us-east-2:123456789012:log-group:/failover";
    expect(ofMachine({ logging_configuration: [{ log_destination }] })).toEqual([
      expect.stringContaining('must be the ARN of a log group with ":*" behind it'),
    ]);
  });

  it("is refused where EventBridge would", () => {
    expect(ofTarget({ retry_policy: [{ maximum_event_age_in_seconds: 30 }] })).toEqual([
      expect.stringContaining("30 is out of range; allowed are 60 to 86400"),
    ]);
    expect(ofTarget({ retry_policy: [{ maximum_retry_attempts: 186 }] })).toEqual([
      expect.stringContaining("186 is out of range; allowed are 0 to 185"),
    ]);
    expect(ofTarget({ input: "{}", input_transformer: [{ input_template: "{}" }] })).toEqual([
      expect.stringContaining("At most one may be given"),
    ]);
    expect(ofTarget({ dead_letter_config: [{ arn: "failures" }] })).toEqual([
      expect.stringContaining("is not an ARN"),
    ]);
    expect(
      ofTarget({ retry_policy: [{ maximum_event_age_in_seconds: 60, maximum_retry_attempts: 3 }] }),
    ).toEqual([]);
  });
});
