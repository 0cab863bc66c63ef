import type { Difference, DriftReport, StackDrift } from "../actions/drift-report";
import type { Colours } from "./output";

/** Whether what is deployed is what the source says, for people: the verdict first. */
export function driftText({ verdict, environment, stacks }: DriftReport, colours: Colours): string {
  if (stacks.length === 0) return "";
  const { green, yellow, red } = colours;
  const colour = { "in step": green, "left by a failover": yellow, drifted: red, unknown: red }[verdict];
  const lines = [
    `${colours.bold(environment ?? "")}: ${colour(VERDICTS[verdict])}`,
    "",
    ...stacks.flatMap((stack) => stackLines(stack, colours)),
    ...next(stacks),
  ];
  return `${lines.join("\n")}\n`;
}

const VERDICTS: Readonly<Record<DriftReport["verdict"], string>> = {
  "in step": "in step: what is deployed is what the source says",
  "left by a failover": "not in step, but only as a failover leaves it by design",
  drifted: "DRIFTED: what is deployed is not what the source says",
  unknown: "nobody can tell: a stack could not be planned",
};

function stackLines({ stack, differences }: StackDrift, { bold, dim }: Colours): string[] {
  if (differences.length === 0) return [`${bold(stack)}: in step`];
  return [
    `${bold(stack)}:`,
    ...differences.map((difference) => {
      const why = difference.reason === "failover" ? dim(" left by a failover") : "";
      return `  - ${inWords(difference)}${why}`;
    }),
  ];
}

/** Without every argument of what comes or goes as a whole. */
function inWords({ address, actions, changed }: Difference): string {
  const isWhole = actions.join() === "create" || actions.join() === "delete";
  const what = actions.join(" and ");
  return isWhole ? `${address} (${what})` : `${address} (${what}: ${changed.join(", ")})`;
}

/** What to do, for each system that a failover has left something of, and for each that has drifted. */
function next(stacks: readonly StackDrift[]): string[] {
  const systemsWith = (wanted: string) => [
    ...new Set(
      stacks
        .filter(({ differences }) => differences.some(({ reason }) => reason === wanted))
        .map(({ system }) => system),
    ),
  ];
  const drifted = stacks
    .filter(({ differences }) => differences.some(({ reason }) => reason === "drift"))
    .map(({ stack }) => `Take it into the source, or undo it: npx cdktf diff ${stack}`);
  const left = systemsWith("failover").map(
    (system) => `Is ${system} protected again? npm run standby -- status ${system}`,
  );
  return drifted.length + left.length > 0 ? ["", ...drifted, ...left] : [];
}
