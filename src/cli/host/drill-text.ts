import { countedRecoverySeconds } from "../../failover/drill/result";
import { inWords } from "../../failover/objectives/in-words";
import type { DrillReport } from "../actions/drill/drill";
import { resultText } from "./operation-text";
import type { Colours } from "./output";

/** What a drill has shown, for people: the figures beside their objectives, and where the report is. */
export function drillText(report: DrillReport, colours: Colours): string {
  const { drill, files } = report;
  if (!drill) return resultText(report, colours);
  const { takeover, objectives } = drill;
  const verdict = report.ok ? colours.green("Drill passed.") : colours.red("Drill not passed.");
  const time = takeover && countedRecoverySeconds(takeover, drill);
  const lines = [
    verdict,
    line("Recovery time", time, objectives.recoveryTimeSeconds),
    line("Recovery point", takeover?.lostSeconds, objectives.recoveryPointSeconds),
    ...files.map((file) => `Report: ${file}`),
  ];
  return `${resultText(report, colours)}\n${lines.join("\n")}\n`;
}

function line(title: string, seconds: number | undefined, most: number): string {
  const measured = seconds === undefined ? "not measured" : inWords(seconds);
  return `  ${title.padEnd(14)}  ${measured}, objective ${inWords(most)}`;
}
