import type { Check } from "../../failover/operate/checks/check";
import type { Deployment } from "../../failover/operate/deployment";
import type { Preview } from "../../failover/operate/preview";
import { inWords } from "../../failover/objectives/in-words";
import type { OperationReport, RunReport } from "../actions/failover/report";
import type { Colours } from "./output";

/** The results of checks, one line each, and what to do about those that are not well. */
export function checksText(checks: readonly Check[], colours: Colours): string {
  const lines = checks.flatMap(({ title, outcome, detail, fix }) => [
    `${mark(outcome, colours)} ${title}: ${detail}`,
    ...(fix !== undefined && outcome !== "ok" ? [`        -> ${fix}`] : []),
  ]);
  return lines.length > 0 ? `${lines.join("\n")}\n` : "";
}

function mark(outcome: Check["outcome"], colours: Colours): string {
  if (outcome === "ok") return colours.green("ok     ");
  return outcome === "warning" ? colours.yellow("warning") : colours.red("STOP   ");
}

/** What an operation is about to do: from where to where, the steps with their times, and what may be lost. */
export function previewText(preview: Preview, { system, sites }: Deployment, colours: Colours): string {
  const { from, target, mode, epoch, steps, expectedSeconds, worstSeconds, objectiveSeconds } = preview;
  const width = Math.max(...steps.map(({ title }) => title.length));
  return [
    "",
    colours.bold(
      `${system}: ${mode} from ${from} (${sites[from].region}) to ${target} (${sites[target].region})`,
    ),
    `Epoch ${epoch.now} -> ${epoch.next}`,
    "",
    ...steps.map(
      ({ title, duration, timeoutSeconds, mayFail }) =>
        `  ${title.padEnd(width)}  ${inWords(duration.expectedSeconds)}, at most ${inWords(timeoutSeconds)}` +
        (mayFail ? " (may fail)" : ""),
    ),
    "",
    `Callers arrive after ${inWords(expectedSeconds)}, at most ${inWords(worstSeconds)}; the objective is ${inWords(objectiveSeconds)}.`,
    ...lossLines(preview),
    "",
  ].join("\n");
}

function lossLines({ losses, databaseLagSeconds }: Preview): string[] {
  if (losses.length === 0) return ["Nothing is lost: it waits until the other site has everything."];
  return [
    "What may be lost:",
    ...losses.map(
      ({ datastore, mechanism, loss, bound }) =>
        `  ${datastore}: usually the last ${inWords(loss.expectedSeconds)} (${mechanism}); ` +
        ("by" in bound ? `bounded by ${bound.by}` : `nothing bounds it, ${bound.alarm} watches`),
    ),
    ...(databaseLagSeconds === undefined
      ? ["  How far the database is behind now is not known."]
      : [`  Now the database is ${inWords(databaseLagSeconds)} behind.`]),
  ];
}

/** What an operation did, and what to do next. */
export function resultText({ system, runs, next, isDryRun, ok }: OperationReport, colours: Colours): string {
  const lines = [
    ...runs.flatMap((run) => runLines(system, run, colours)),
    ...(isDryRun && ok ? ["A dry run: nothing was started."] : []),
  ];
  const width = Math.max(0, ...next.map(({ command }) => command.length));
  const suggestions = next.map(({ command, purpose }) => `  ${command.padEnd(width)}   ${purpose}`);
  const blocks = [lines.join("\n"), suggestions.length > 0 ? ["Next:", ...suggestions].join("\n") : ""];
  const text = blocks.filter(Boolean).join("\n\n");
  return text ? `\n${text}\n` : "";
}

function runLines(system: string, run: RunReport, colours: Colours): string[] {
  const { site, mode, status, seconds, openedAfterSeconds, lostSeconds } = run;
  const outcome = status === "SUCCEEDED" ? colours.green("succeeded") : colours.red(status.toLowerCase());
  const failed = run.steps.filter((step) => step.outcome === "failed");
  return [
    `${system}: ${mode} at ${site} ${outcome} after ${inWords(seconds)}.`,
    ...(openedAfterSeconds === undefined
      ? []
      : [`  Callers were let in after ${inWords(openedAfterSeconds)}.`]),
    ...(lostSeconds === undefined
      ? []
      : [`  Measured loss: ${lostSeconds === 0 ? "nothing" : `the last ${inWords(lostSeconds)}`}.`]),
    ...failed.map(({ title }) => `  ${colours.yellow("Failed")}: ${title}`),
  ];
}
