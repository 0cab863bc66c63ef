import type { Branch, State, StateMachine } from "../../../failover/asl/model";
import { invoke } from "../../../failover/machine/call";
import { FAILED, redirect } from "../../../failover/machine/fragment";
import { addInstance, INSTANCE_SECONDS, removeInstance, type InstanceScope } from "./instance";
import { findCluster } from "./restored-cluster";
import { ask, choice, textOf } from "./states";

/** How long a run of the function may take, in seconds: the most that Lambda takes. */
export const FUNCTION_SECONDS = 900;

/** What the calls take together at most, in seconds: each is tried three times. */
const CALLS_SECONDS = 15 * 60;

/** How long an execution may take, in seconds. Every wait in it is shorter, so it comes to its end by itself. */
export const EXECUTION_SECONDS = INSTANCE_SECONDS + FUNCTION_SECONDS + CALLS_SECONDS;

/** What the machine works with. */
export interface ValidationScope extends InstanceScope {
  /** The name of the restore testing plan. */
  readonly planName: string;
  /** The function that compares, by its ARN. */
  readonly functionArn: string;
}

/**
 * The state machine that looks at what a restore test has restored: it puts an instance into the cluster, lets the function
 * compare, takes the instance away again and reports the result. Whatever goes wrong is reported as a backup that is not
 * proven, and ends the execution as failed. After the result AWS Backup deletes the cluster.
 *
 * It begins with `{"restoreJobId": "..."}`. EventBridge may start it twice for one event: the second one finds the first
 * one's instance, and ends.
 */
export function validationDefinition(scope: ValidationScope): StateMachine {
  const states: Record<string, State> = {
    begin: {
      Type: "Pass",
      Assign: {
        jobId: textOf("$states.input.restoreJobId"),
        execution: "{% $states.context.Execution.Name %}",
        status: "FAILED",
        message: "Nothing was compared",
        error: { Error: "None", Cause: "" },
      },
      Next: "look at job",
    },
    ...findCluster(scope.planName, "set capacity"),
    ...addInstance(scope, "compare"),
    ...compare(scope.functionArn),
    ...removeInstance(scope, "report"),
    ...report(),
  };
  return {
    Comment: "Validates what a restore test of the database has restored",
    QueryLanguage: "JSONata",
    StartAt: "begin",
    TimeoutSeconds: EXECUTION_SECONDS,
    States: redirect(states, FAILED, "note failure"),
  };
}

function compare(functionArn: string): Branch["States"] {
  return {
    compare: invoke(
      functionArn,
      { host: "{% $host %}", port: "{% $port %}", recoveryPoint: "{% $recoveryPoint %}" },
      FUNCTION_SECONDS,
      {
        assign: {
          status: "{% $states.result.Payload.status = 'SUCCESSFUL' ? 'SUCCESSFUL' : 'FAILED' %}",
          message: textOf("$states.result.Payload.message"),
        },
        next: "whose goes",
      },
    ),
    // Before there is an instance, none is found to be taken away.
    "note failure": {
      Type: "Pass",
      Assign: {
        status: "FAILED",
        message:
          "{% $substring('The validation broke off: ' & $error.Error & ': ' & $error.Cause, 0, 1000) %}",
      },
      Next: "whose goes",
    },
  };
}

function report(): Branch["States"] {
  return {
    report: ask(
      "backup:putRestoreValidationResult",
      {
        RestoreJobId: "{% $jobId %}",
        ValidationStatus: "{% $status %}",
        ValidationStatusMessage: "{% $message %}",
      },
      { next: "how did it end", otherwise: "not reported" },
    ),
    "how did it end": choice([{ Condition: "{% $status = 'SUCCESSFUL' %}", Next: "valid" }], "not valid"),
    valid: { Type: "Succeed", Output: { status: "{% $status %}", message: "{% $message %}" } },
    "not valid": { Type: "Fail", Error: "RestoreNotValid", Cause: "{% $message %}" },
    "not reported": {
      Type: "Fail",
      Error: "ResultNotReported",
      Cause: "{% 'AWS Backup did not take the result ' & $status & ': ' & $message %}",
    },
  };
}
