import { lossInWords } from "../actions/loss-in-words";
import type { SkippedStep, StartReport } from "../actions/start-report";
import type { Colours, OutputStream } from "./output";
import { coloursFor } from "./output";
import { rehearsalText } from "./rehearsal-text";
import { drawStacks } from "./stack-table";

/** What `start` prints on the standard output: the stacks, and what is to be said of them. */
export function startText(report: StartReport, stdout: OutputStream): string {
  const { stacks, warnings, skipped, next, environment, outdir, problems } = report;
  if (stacks.length === 0) return "";
  const colours = coloursFor(stdout);
  const blocks = [
    `Environment ${environment ?? ""}, written to ${outdir}`,
    drawStacks(stacks, colours, stdout.isTTY ? stdout.columns : undefined),
    rehearsalText(report.rehearsals),
    list(
      "Simulated",
      report.simulations.map((loss) => `${loss.system}: ${lossInWords(loss)}`),
    ),
    list(
      colours.yellow("Warnings"),
      warnings.map(({ stacks: names, message }) => `${names.join(", ")}: ${message}`),
    ),
    ...skippedBlocks(skipped, colours),
    problems.length > 0 ? "" : list(colours.bold("What to do next"), nextLines(next)),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function skippedBlocks(skipped: readonly SkippedStep[], colours: Colours): string[] {
  const [first] = skipped;
  if (!first) return [];
  const titles = skipped.map(({ step }) => step);
  return [
    list(`${colours.yellow("Skipped")}, because ${first.reason}`, titles),
    list("Ways to get it", first.advice),
  ];
}

function nextLines(next: StartReport["next"]): string[] {
  const width = Math.max(0, ...next.map(({ command }) => command.length));
  return next.map(({ command, purpose }) => `${command.padEnd(width)}   ${purpose}`);
}

function list(title: string, lines: readonly string[]): string {
  return lines.length > 0 ? [`${title}:`, ...lines.map((line) => `  ${line}`)].join("\n") : "";
}
