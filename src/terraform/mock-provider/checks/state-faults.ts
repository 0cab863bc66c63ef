import { arnFault } from "./format-arn";
import { records } from "./format-json";
import type { QueryLanguage, State } from "./state-fields";
import { isCondition } from "./state-jsonata";

/** States after which nothing comes, or whose rules say what comes. */
const WITHOUT_NEXT = new Set(["Choice", "Succeed", "Fail"]);
const ALL_ERRORS = "States.ALL";

/** What a state of this type lacks. */
export function typeFault(type: string, language: QueryLanguage, state: State): string | undefined {
  if (type === "Task") return taskFault(state) ?? goingFault(state);
  if (type === "Choice") return choicesFault(language, records(state["Choices"]));
  if (type === "Wait") return waitFault(state) ?? goingFault(state);
  return WITHOUT_NEXT.has(type) ? undefined : goingFault(state);
}

function goingFault(state: State): string | undefined {
  return "Next" in state === (state["End"] === true) ? "needs either Next or End" : undefined;
}

function taskFault({ Resource: resource, TimeoutSeconds: timeout }: State): string | undefined {
  if (typeof resource !== "string") return "needs a Resource";
  if (typeof timeout !== "string" && timeout !== undefined && !isPositive(timeout)) {
    return "needs a whole positive number for TimeoutSeconds";
  }
  const fault = arnFault(resource);
  return fault && `has a wrong Resource: ${fault}`;
}

function waitFault(state: State): string | undefined {
  const given = ["Seconds", "Timestamp", "SecondsPath", "TimestampPath"].filter((field) => field in state);
  return given.length === 1
    ? undefined
    : "needs exactly one of Seconds, Timestamp, SecondsPath, TimestampPath";
}

function choicesFault(language: QueryLanguage, rules: readonly State[]): string | undefined {
  if (rules.length === 0) return "needs Choices";
  if (rules.some(({ Next: next }) => typeof next !== "string")) return "needs a Next in each of its Choices";
  if (language === "JSONPath") {
    return rules.some((rule) => "Condition" in rule)
      ? "has a Condition, which belongs to JSONata, but its QueryLanguage is JSONPath"
      : undefined;
  }
  if (rules.some((rule) => "Variable" in rule || "And" in rule || "Or" in rule || "Not" in rule)) {
    return "compares a Variable, which belongs to JSONPath, but its QueryLanguage is JSONata: write a Condition";
  }
  return rules.every(({ Condition: condition }) => isCondition(condition))
    ? undefined
    : "needs a Condition in {% %} in each of its Choices";
}

/** What is wrong with what a state does about errors: `States.ALL` would hide what stands beside or behind it. */
export function errorsFault(state: State): string | undefined {
  for (const field of ["Retry", "Catch"]) {
    const handlers = records(state[field]);
    for (const [index, { ErrorEquals: errors }] of handlers.entries()) {
      if (!Array.isArray(errors) || errors.length === 0) return `needs ErrorEquals in each ${field}`;
      if (!errors.includes(ALL_ERRORS)) continue;
      if (errors.length > 1)
        return `has ${ALL_ERRORS} beside other errors in a ${field}; it must stand alone`;
      if (index < handlers.length - 1)
        return `has a ${field} behind that of ${ALL_ERRORS}, which must be last`;
    }
  }
  return undefined;
}

/** Whether a value is a number of seconds that a task may take. */
export function isPositive(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0;
}
