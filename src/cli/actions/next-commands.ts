import { ENVIRONMENT_VARIABLE } from "../../config/overrides";
import type { StackSummary } from "./stack-summary";
import type { NextCommand } from "./start-report";

/**
 * What to do after the stacks are synthesized, in this order.
 *
 * @param variables environment variables; a chosen environment is repeated, so that a copied command works alike.
 */
export function nextCommands(
  stacks: readonly StackSummary[],
  variables: Readonly<Record<string, string | undefined>>,
): NextCommand[] {
  const chosen = variables[ENVIRONMENT_VARIABLE];
  const prefix = chosen ? `${ENVIRONMENT_VARIABLE}=${chosen} ` : "";
  const systems = [...new Set(stacks.map(({ system }) => system))];
  return [
    { command: "npm test", purpose: "run every check" },
    ...systems.flatMap((system) => [
      {
        command: `${prefix}npm run standby -- bootstrap ${system}`,
        purpose: "make the buckets and locks of the state (AWS credentials)",
      },
      ...stacks
        .filter((stack) => stack.system === system)
        .map(({ name }) => ({
          command: `${prefix}npx cdktf diff ${name}`,
          purpose: "see what would change (AWS credentials)",
        })),
    ]),
  ];
}
