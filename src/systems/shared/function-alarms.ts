import type { LambdaFunction } from "../../constructs/functions/lambda-function";
import { FunctionAlarms } from "../../constructs/observability/alarms/function-alarms";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";

/** Adds the alarms on functions, each under the thing of its name. */
export function addFunctionAlarms(
  stack: RegionalStack,
  { topic }: Foundation,
  functions: Readonly<Record<string, LambdaFunction>>,
): void {
  for (const [thing, { name, timeoutSeconds }] of Object.entries(functions)) {
    new FunctionAlarms(stack, `${thing}-alarms`, { topic, thing, functionName: name, timeoutSeconds });
  }
}
