import { inWords } from "../../../failover/objectives/in-words";
import { countedRecoverySeconds, type DrillResult } from "../../../failover/drill/result";
import type { TakeoverMeasurement } from "../../../failover/drill/measure";
import type { RunReport } from "../failover/report";
import type { DrillReport } from "./drill";

/** The report of a drill as a page of Markdown, for whoever asks for it later. */
export function drillPage(report: DrillReport): string {
  const { drill, system, environment, runs, problems } = report;
  if (!drill) return "";
  const { startedAt, finishedAt, mode, from, target, stays, isContinued } = drill;
  const sections = [
    `# Drill of ${system} in ${environment}, ${startedAt.slice(0, 10)}`,
    [
      `${report.ok ? "**Passed.**" : "**Not passed.**"} A ${mode} from ${from} to ${target}${stays ? ", which serves now" : " and back"}, ` +
        `from ${startedAt} to ${finishedAt}.`,
      ...(isContinued
        ? ["It goes on with a drill that was interrupted; the takeover itself was not measured."]
        : []),
    ].join("\n"),
    ["## Objectives", objectivesTable(drill)].join("\n\n"),
    ...(problems.length > 0
      ? [["## Problems", problems.map(({ message }) => `- ${message}`).join("\n")].join("\n\n")]
      : []),
    ["## Seen by callers", callersText(drill)].join("\n\n"),
    ["## Timeline", ...runs.map(timeline)].join("\n\n"),
  ];
  return `${sections.join("\n\n")}\n`;
}

function objectivesTable(drill: DrillResult): string {
  const { takeover, objectives, detectionSeconds } = drill;
  const time = takeover && countedRecoverySeconds(takeover, drill);
  const lost = takeover?.lostSeconds;
  return [
    "| objective | measured | at most | met |",
    "| --------- | -------- | ------- | --- |",
    row("recovery time", time, objectives.recoveryTimeSeconds),
    row("recovery point", lost, objectives.recoveryPointSeconds),
    ...(takeover && detectionSeconds > 0
      ? [
          "",
          `The recovery time holds ${inWords(takeover.recoverySeconds)} without an acknowledged write, as measured, and ` +
            `${inWords(detectionSeconds)} for the detection, as expected: a drill starts the state machine itself.`,
        ]
      : []),
  ].join("\n");
}

function row(title: string, seconds: number | undefined, most: number): string {
  const measured = seconds === undefined ? "not measured" : inWords(seconds);
  return `| ${title} | ${measured} | ${inWords(most)} | ${seconds !== undefined && seconds <= most ? "yes" : "**no**"} |`;
}

function callersText({ canaries, takeover, failback }: DrillResult): string {
  const { sent, acknowledged, refused, unanswered, longestGapSeconds } = canaries;
  return [
    `A canary a second through the public name: ${sent} sent, ${acknowledged} acknowledged, ${refused} refused, ` +
      `${unanswered} without an answer. The longest time without an acknowledged write was ${inWords(longestGapSeconds)}.`,
    ...[takeover, failback].flatMap((each) => (each ? [measured(each)] : [])),
  ].join("\n");
}

function measured({ site, epoch, recoverySeconds, lostSeconds, ...times }: TakeoverMeasurement): string {
  const loss =
    lostSeconds === undefined
      ? "not measured"
      : lostSeconds === 0
        ? "nothing"
        : `the last ${inWords(lostSeconds)}`;
  return (
    `\n- To ${site}, epoch ${epoch}: last acknowledged write before at ${times.lastAcknowledgedBefore}, first one after at ` +
    `${times.firstAcknowledgedAfter}: ${inWords(recoverySeconds)}. Lost: ${loss}.`
  );
}

function timeline({ mode, site, execution, status, startedAt, seconds, steps }: RunReport): string {
  const begun = Date.parse(startedAt);
  return [
    `### ${mode} at ${site}: ${status.toLowerCase()} after ${inWords(seconds)}`,
    `Execution \`${execution}\`, started at ${startedAt}.`,
    [
      "| after | step | took | expected | at most | outcome |",
      "| ----- | ---- | ---- | -------- | ------- | ------- |",
      ...steps.map((step) => {
        const took = step.seconds === undefined ? "-" : inWords(step.seconds);
        const after = inWords((Date.parse(step.startedAt) - begun) / 1000);
        return `| ${after} | ${step.title} | ${took} | ${inWords(step.expectedSeconds)} | ${inWords(step.timeoutSeconds)} | ${step.outcome} |`;
      }),
    ].join("\n"),
  ].join("\n\n");
}
