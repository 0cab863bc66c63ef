import { DURATIONS } from "../../durations";
import { invoke } from "../call";
import { NEXT, STOPPED, type Fragment } from "../fragment";
import type { MachineStep } from "../step";
import { invokeStatement } from "./shared";

/** How long the confirmation may take, in seconds: the function answers within. */
const CONFIRM_SECONDS = DURATIONS.confirmation.worstSeconds;

/** How long the look from outside may take, in seconds. */
const MEASURE_SECONDS = 60;

/** A second vantage point, before an alarm moves anything. */
export function confirm(probeArn: string): MachineStep {
  const states: Fragment = {
    StartAt: "confirm-loss: look from elsewhere",
    States: {
      "confirm-loss: look from elsewhere": invoke(
        probeArn,
        { action: "confirm", suspicion: "{% $suspicion %}" },
        CONFIRM_SECONDS,
        {
          assign: {
            lost: "{% $states.result.Payload.lost %}",
            evidence: "{% $states.result.Payload.evidence %}",
          },
          next: "confirm-loss: decide",
        },
      ),
      "confirm-loss: decide": {
        Type: "Choice",
        Choices: [{ Condition: "{% $lost %}", Next: NEXT }],
        Default: "confirm-loss: not confirmed",
      },
      "confirm-loss: not confirmed": {
        Type: "Pass",
        Assign: {
          outcome: "{% 'The loss was not confirmed, so nothing was done: ' & $join($evidence, '; ') %}",
        },
        Next: STOPPED,
      },
    },
  };
  return {
    step: {
      id: "confirm-loss",
      phase: "confirm",
      title: "Look from a second vantage point whether the other site is lost",
      participant: "failover",
      calls: ["lambda:InvokeFunction"],
      completion: "The function answers lost.",
      timeoutSeconds: CONFIRM_SECONDS,
      duration: DURATIONS.confirmation,
      repeatable: "It only looks.",
      compensation: "Not confirmed: the execution ends, people are told, nothing was done.",
      mayFail: false,
      manual: [],
    },
    states,
    statements: [invokeStatement("LookFromOutside", probeArn)],
  };
}

/** What callers see afterwards, and what was lost. */
export function measure(probeArn: string): MachineStep {
  return {
    step: {
      id: "measure-loss",
      phase: "measure",
      title: "See from outside that callers arrive, and how much was lost",
      participant: "failover",
      calls: ["lambda:InvokeFunction"],
      completion: "The function compares the newest acknowledged canary with the one that is found.",
      timeoutSeconds: MEASURE_SECONDS,
      duration: DURATIONS.otherSite,
      repeatable: "It only looks.",
      compensation: "None is needed.",
      mayFail: true,
      manual: [],
    },
    states: {
      StartAt: "measure-loss: look from outside",
      States: {
        "measure-loss: look from outside": invoke(probeArn, { action: "measure" }, MEASURE_SECONDS, {
          assign: { measured: "{% $states.result.Payload %}" },
          otherwise: "measure-loss: not measured",
        }),
        "measure-loss: not measured": {
          Type: "Pass",
          Assign: {
            measured: { answers: false, evidence: ["The function that looks from outside failed."] },
          },
          Next: NEXT,
        },
      },
    },
    statements: [invokeStatement("LookFromOutside", probeArn)],
  };
}
