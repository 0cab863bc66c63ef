import { inWords } from "../../failover/objectives/in-words";
import { isTogether, stepsOf, type ManualCommand, type Sequence, type Step } from "../../failover/plan/model";

/** The steps of a procedure, numbered in the order in which one person does them. */
export function stepBlocks(sequence: Sequence): string[] {
  const numbers = new Map(stepsOf(sequence).map((step, index) => [step, index + 1]));
  return sequence.flatMap((part) => {
    if (!isTogether(part)) return stepBlock(part, numbers);
    const steps = part.together.flatMap(stepsOf);
    return [...sideBySide(part.together, numbers), ...steps.flatMap((step) => stepBlock(step, numbers))];
  });
}

/** A command to copy. */
export function fenced(command: string): string {
  return ["```sh", command, "```"].join("\n");
}

type Numbers = ReadonlyMap<Step, number>;

function sideBySide(branches: readonly Sequence[], numbers: Numbers): string[] {
  const orders = branches
    .filter((branch) => stepsOf(branch).length > 0)
    .map((branch) => order(branch, numbers));
  if (orders.length < 2) return [];
  return [`**At the same time: ${orders.join(" | ")}.** Alone, do them in the order of their numbers.`];
}

/** The numbers of a branch: `3, then 4`. */
function order(sequence: Sequence, numbers: Numbers): string {
  return sequence
    .map((part) =>
      isTogether(part)
        ? `(${part.together.map((branch) => order(branch, numbers)).join(" | ")})`
        : `step ${numbers.get(part)}`,
    )
    .join(", then ");
}

function stepBlock(step: Step, numbers: Numbers): string[] {
  const { title, phase, duration, timeoutSeconds, completion, compensation, mayFail, repeatable } = step;
  return [
    `### ${numbers.get(step)}. ${title}`,
    `Phase: ${phase}. Takes ${inWords(duration.expectedSeconds)} as a rule; given up after ${inWords(timeoutSeconds)}.`,
    ...manualBlocks(step.manual),
    [
      `- Done when: ${completion}`,
      `- If it fails: ${compensation}${mayFail ? " Then go on: the procedure does not depend on it." : ""}`,
      `- Done twice: ${repeatable}`,
    ].join("\n"),
  ];
}

function manualBlocks(commands: readonly ManualCommand[]): string[] {
  if (commands.length === 0) return ["There is no command for it by hand."];
  return commands.flatMap(({ when, command, expect }) => [
    ...(when === undefined ? [] : [`If ${when}:`]),
    fenced(command),
    ...(expect === undefined ? [] : [`Must answer: ${expect}`]),
  ]);
}
