import { answersIn, type Answer } from "./answers";
import { shippedStacks } from "./shipped-stacks";

/** The answers in the stacks of the environments that ship with the project. */
export function shippedAnswers(root: string): Record<string, Answer[]> {
  return Object.fromEntries(
    Object.entries(shippedStacks(root)).map(([environment, stacks]) => [
      environment,
      Object.entries(stacks).flatMap(([stack, configuration]) => answersIn(stack, configuration)),
    ]),
  );
}
