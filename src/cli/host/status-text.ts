import { SITES } from "../../config/site";
import { inWords } from "../../failover/objectives/in-words";
import type { State } from "../../failover/status/verdict";
import type { StatusReport, SystemStatus } from "../actions/status";
import type { Colours } from "./output";
import { siteLines, systemLines, type Line } from "./status-lines";

/** How the systems are, for people: the verdict first. */
export function statusText({ systems, now }: StatusReport, colours: Colours): string {
  return systems.map((status) => `${systemText(status, now, colours)}\n`).join("\n");
}

function systemText(status: SystemStatus, now: number, colours: Colours): string {
  const { target, verdict } = status;
  const { system, environment, sites, recoveryPointSeconds } = target;
  const { state, summary, reasons, warnings, next } = verdict;
  const colour = colourOf(state, colours);
  return [
    `${colours.bold(`${system}, ${environment}:`)} ${colour(summary)}`,
    "",
    ...aligned(systemLines(status, now)),
    ...SITES.flatMap((site) => [
      "",
      colours.cyan(`${sites[site].region} (${site})`),
      ...aligned(siteLines(status, site, now)),
    ]),
    ...list(colours.red("Why it is not protected:"), state === "failover running" ? [] : reasons),
    ...list(colours.yellow("To be looked at:"), warnings),
    ...(next === undefined ? [] : ["", `Next: ${colours.bold(next)}`]),
    "",
    `Objective of the recovery point: ${inWords(recoveryPointSeconds)}. Expected times: standby objectives ${system}`,
  ].join("\n");
}

function colourOf(state: State, { green, yellow, red }: Colours) {
  if (state === "protected") return green;
  return state === "not serving" || state === "unknown" ? red : yellow;
}

function aligned(lines: readonly Line[]): string[] {
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}

function list(title: string, texts: readonly string[]): string[] {
  return texts.length > 0 ? ["", title, ...texts.map((text) => `  - ${text}`)] : [];
}
