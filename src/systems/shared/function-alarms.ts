import type { LambdaFunction } from "../../constructs/functions/lambda-function";
import { FunctionAlarms } from "../../constructs/observability/alarms/function-alarms";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";

/** Functions by the thing that their alarms are called after. */
type Functions = Readonly<Record<string, LambdaFunction>>;

/** Adds the alarms on functions that run often: a rate of errors rings. */
export function addFunctionAlarms(stack: RegionalStack, foundation: Foundation, functions: Functions): void {
  addAlarms(stack, foundation, functions, false);
}

/** Adds the alarms on functions that run once a day or less: a rate would never be reached, so that every error rings. */
export function addRareFunctionAlarms(
  stack: RegionalStack,
  foundation: Foundation,
  functions: Functions,
): void {
  addAlarms(stack, foundation, functions, true);
}

function addAlarms(
  stack: RegionalStack,
  { topic }: Foundation,
  functions: Functions,
  everyErrorCounts: boolean,
): void {
  for (const [thing, { name, timeoutSeconds }] of Object.entries(functions)) {
    new FunctionAlarms(stack, `${thing}-alarms`, {
      topic,
      thing,
      functionName: name,
      timeoutSeconds,
      everyErrorCounts,
    });
  }
}
