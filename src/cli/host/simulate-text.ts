import Table from "cli-table3";
import { inWords } from "../../failover/objectives/in-words";
import type { Exploration } from "../../failover/simulation/exploration/explore";
import type { RunReport } from "../../failover/simulation/run";
import type { Simulation } from "../../failover/simulation/simulate";
import type { Spread, Summary } from "../../failover/simulation/summary";
import type { TimelineEntry } from "../../failover/simulation/timeline";
import type { SimulationReport } from "../actions/simulate";
import type { Colours } from "./output";

/** The table's own colours are off: they don't ask whether there is a terminal. */
const STYLE = { head: [], border: [], compact: true };

/** What the user wants to see beside the summary. */
export interface SimulateAsks {
  /** One line for each run. */
  readonly verbose: boolean;
  /** The timeline of the run in the middle. */
  readonly timeline: boolean;
}

/** What a simulation has shown, for people. Empty where nothing was simulated. */
export function simulateText(
  { system, environment, simulation, exploration }: SimulationReport,
  asks: SimulateAsks,
  colours: Colours,
): string {
  const title = colours.bold(`${system}, ${String(environment)}`);
  const blocks = [
    ...(simulation ? simulationBlocks(title, simulation, asks, colours) : []),
    ...(exploration ? explorationBlocks(title, exploration) : []),
  ];
  return blocks.length > 0 ? `${blocks.join("\n\n")}\n` : "";
}

function simulationBlocks(
  title: string,
  { scenario, seed, summary, runs, shown, violated, humanMinutes }: Simulation,
  { verbose, timeline }: SimulateAsks,
  colours: Colours,
): string[] {
  const head = `${title}: ${scenario}, ${summary.runs} runs, seed ${seed}; a human decides within ${humanMinutes} min`;
  return [
    `${head}\n${outcomesText(summary)}`,
    figures(summary, colours),
    knownText(summary),
    ...(verbose ? [runs.map(runLine).join("\n")] : []),
    ...(shown && (timeline || violated) ? [timelineText(shown, Boolean(violated), colours)] : []),
  ];
}

function outcomesText({ outcomes, runs, withFewerTasks, neverRecovered }: Summary): string {
  const parts = [
    `${outcomes.moved} moved to the other site`,
    `${outcomes.stayed} stayed`,
    `${outcomes.stopped} stopped with a message`,
    ...(withFewerTasks > 0 ? [`${withFewerTasks} served by fewer tasks than wanted`] : []),
    ...(neverRecovered > 0
      ? [`${neverRecovered} of ${runs} never recovered, and are in no recovery time`]
      : []),
  ];
  return parts.join(", ");
}

function figures(
  { recovery, slowRecovery, withoutWrites, lost, objectives }: Summary,
  colours: Colours,
): string {
  const table = new Table({
    head: ["", "p50", "p95", "p99", "max", "objective"].map(colours.bold),
    style: STYLE,
    colAligns: ["left", "right", "right", "right", "right", "left"],
  });
  const row = (name: string, spread: Spread | undefined, objective: number | undefined) => {
    const cells = [spread?.p50, spread?.p95, spread?.p99, spread?.max].map((value) =>
      value === undefined ? "-" : inWords(value),
    );
    table.push([name, ...cells, objective === undefined ? "" : inWords(objective)]);
  };
  row("recovery time, median caller", recovery, objectives.recoveryTimeSeconds);
  row("recovery time, slow resolver (5 % are worse)", slowRecovery, undefined);
  row("without writes in all, median caller", withoutWrites, undefined);
  row("acknowledged data lost", lost, objectives.recoveryPointSeconds);
  return table.toString();
}

function knownText({ shares, objectives, runs }: Summary): string {
  const met = `Both objectives are met in ${objectives.met} of ${runs} runs.`;
  if (!shares) return met;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return (
    `${met} Of the recovery time ${percent(shares.assumed)} rest on assumed durations, ` +
    `${percent(shares.published)} on published, ${percent(shares.measured)} on measured ones.`
  );
}

function runLine({ number, outcome, callers, lostSeconds, message }: RunReport): string {
  const { recoverySeconds } = callers.median;
  const recovery = recoverySeconds === undefined ? "never" : inWords(recoverySeconds);
  const end = message === undefined ? "" : `: ${message}`;
  return `run ${number}: ${outcome}, recovery ${recovery}, lost ${inWords(lostSeconds)}${end}`;
}

function timelineText({ number, timeline }: RunReport, isViolated: boolean, colours: Colours): string {
  const title = isViolated
    ? `Run ${number}, which violates an invariant`
    : `Run ${number}, the one in the middle`;
  return [colours.cyan(`${title}; seconds since the fault`), ...timeline.map(timelineLine)].join("\n");
}

function timelineLine({ second, text, tookSeconds }: TimelineEntry): string {
  const took = tookSeconds === undefined ? "" : ` (${tookSeconds.toFixed(1)} s)`;
  return `${second.toFixed(1).padStart(10)}  ${text}${took}`;
}

function explorationBlocks(
  title: string,
  { cases, restarted, broken, states, unreached }: Exploration,
): string[] {
  const held = `${cases - broken.length} of ${cases} cases hold every invariant; ${restarted} were started again.`;
  const reached = (["primary", "dr"] as const).map((site) => {
    const missed = unreached[site];
    const count = `${states[site] - missed.length} of ${states[site]} states of the ${site} site's machine were reached`;
    return missed.length === 0 ? `${count}.` : `${count}. Not reached: ${missed.join("; ")}.`;
  });
  return [[`${title}: every fault at every state`, held, ...reached].join("\n")];
}
