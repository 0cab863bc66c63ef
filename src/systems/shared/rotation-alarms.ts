import { FunctionAlarms } from "../../constructs/observability/alarms/function-alarms";
import type { RotationFunction } from "../../constructs/secrets/rotation-function";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";

/** Adds the alarms on the rotation of passwords: one that stops in the middle is mended by hand. */
export function addRotationAlarms(
  stack: RegionalStack,
  { topic }: Foundation,
  rotation: RotationFunction,
): void {
  new FunctionAlarms(stack, "rotation-alarms", {
    topic,
    thing: "rotation",
    functionName: rotation.function.name,
    timeoutSeconds: rotation.function.timeoutSeconds,
    // Once a month: a rate would never be reached.
    everyErrorCounts: true,
  });
}
