import type { StateMachine } from "../../../src/failover/asl/model";
import { machineOf, task } from "./run";

/** One of each, with as little as possible. */
export const MINIMAL: StateMachine = machineOf({ A: { Type: "Succeed" } });

/** Everything that the interpreter understands, in one machine. */
export const MAXIMAL: StateMachine = {
  ...machineOf({
    "ask: who": {
      Type: "Choice",
      Comment: "who may",
      Choices: [
        {
          Condition: "{% $states.input.mode = 'failover' %}",
          Next: "take over",
          Assign: { mode: "{% $states.input.mode %}", list: [1, "{% 1 + 1 %}", { a: null }] },
        },
      ],
      Assign: { mode: "none" },
      Default: "refuse",
    },
    refuse: { Type: "Fail", Comment: "no", Error: "NotAllowed", Cause: "{% 'mode ' & $mode %}" },
    "take over": {
      Type: "Parallel",
      Comment: "both",
      Branches: [
        {
          StartAt: "promote",
          States: {
            promote: task({
              Comment: "the database",
              Arguments: { DbClusterIdentifier: "payments", Tags: [{ Key: "mode", Value: "{% $mode %}" }] },
              Assign: { status: "{% $states.result.Status %}" },
              Output: "{% $states.result %}",
              Next: "pause",
              Retry: [
                {
                  ErrorEquals: ["Rds.ThrottlingException", "States.Timeout"],
                  IntervalSeconds: 2,
                  MaxAttempts: 5,
                  BackoffRate: 1.5,
                  MaxDelaySeconds: 20,
                  JitterStrategy: "FULL",
                },
                { ErrorEquals: ["States.ALL"], JitterStrategy: "NONE" },
              ],
              Catch: [
                {
                  ErrorEquals: ["States.ALL"],
                  Next: "pause",
                  Assign: { status: "{% $states.errorOutput.Error %}" },
                  Output: { failed: true },
                },
              ],
            }),
            pause: { Type: "Wait", Comment: "a bit", Seconds: "{% $count($status) %}", Next: "done" },
            done: { Type: "Succeed", Comment: "yes", Output: "{% $status %}" },
          },
        },
        {
          StartAt: "raise",
          States: {
            raise: task({ Resource: "arn:aws:states:::lambda:invoke", Arguments: { FunctionName: "f" } }),
          },
        },
      ],
      Assign: { results: "{% $states.result %}" },
      Output: { results: "{% $states.result %}" },
      Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ["States.BranchFailed"], Next: "refuse", Output: { why: "a branch" } }],
      Next: "settle",
    },
    settle: { Type: "Wait", Seconds: 5, Assign: { settled: true }, Next: "finish" },
    finish: {
      Type: "Pass",
      Comment: "the end",
      Assign: { x: 1 },
      Output: { mode: "{% $mode %}" },
      End: true,
    },
  }),
  Comment: "everything",
};
