import Table from "cli-table3";
import { inWords } from "../../failover/objectives/in-words";
import type { Leg } from "../../failover/objectives/recovery-time";
import type { Grade } from "../../failover/plan/duration";
import type { JudgedPoint, JudgedTime, ObjectivesReport, SiteObjectives } from "../actions/objectives";
import type { Colours } from "./output";
import { Sources } from "./sources";

/** The table's own colours are off: they don't ask whether there is a terminal. */
const STYLE = { head: [], border: [], compact: true };

/** Widths at which long texts wrap, in characters. */
const TITLE_WIDTH = 62;
const BOUND_WIDTH = 44;

const GRADES: readonly Grade[] = ["measured", "published", "assumed"];

/** What the systems promise, for people. */
export function objectivesText({ environment, sites, warnings }: ObjectivesReport, colours: Colours): string {
  if (sites.length === 0) return "";
  const sources = new Sources();
  const blocks = [
    ...sites.flatMap((site) => siteBlocks(String(environment), site, sources, colours)),
    warnings.length > 0 ? lines(colours.yellow("Warnings:"), warnings) : "",
    lines("Where the figures come from:", sources.numbered()),
    EXPLANATION,
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

const EXPLANATION = [
  "Expected: the sum of medians. Worst: every step takes all of its timeout, and one that takes longer is given up.",
  "In parentheses: runs beside something longer, and so costs no time. 1,000 runs with a spread: standby simulate.",
].join("\n");

function siteBlocks(environment: string, site: SiteObjectives, sources: Sources, colours: Colours): string[] {
  const { system, region, recoveryTimeTargetSeconds: time, recoveryPointTargetSeconds: point } = site;
  const title =
    `${system}, ${environment}: ${region} takes over. ` +
    `Objectives: recovery time ${inWords(time)}, recovery point ${inWords(point)}`;
  const human = site.startsItself
    ? ""
    : "Nothing starts this failover by itself: the time until a human starts it comes on top.";
  return [
    [colours.bold(title), summary(site, colours), human, site.waiver ? `Waived: ${site.waiver}` : ""]
      .filter(Boolean)
      .join("\n"),
    ...site.times.map((each) => timeText(site, each, sources, colours)),
    pointsText(site.recoveryPoints, sources, colours),
  ];
}

function summary(site: SiteObjectives, colours: Colours): string {
  const table = new Table({
    head: ["", "expected", "worst", "objective", ...GRADES].map(colours.bold),
    style: STYLE,
    colAligns: ["left", "right", "right", "left", "right", "right", "right"],
  });
  for (const { mode, verdict, shares, ...time } of site.times) {
    table.push([
      nameOf(site, mode),
      inWords(time.expectedSeconds),
      inWords(time.worstSeconds),
      verdict === undefined ? "-" : paint(verdict, colours),
      ...GRADES.map((grade) => `${Math.round(shares[grade] * 100)} %`),
    ]);
  }
  return table.toString();
}

function nameOf({ site }: SiteObjectives, mode: JudgedTime["mode"]): string {
  switch (mode) {
    case "failover":
      return "failover, the other region lost";
    case "switchover":
      return site === "primary" ? "failback, both regions alive" : "switchover, both regions alive";
    case "reprotect":
      return "re-protection, standing by again";
  }
}

function timeText(site: SiteObjectives, time: JudgedTime, sources: Sources, colours: Colours): string {
  const table = new Table({
    head: ["", "expected", "worst", "known", ""].map(colours.bold),
    style: STYLE,
    colWidths: [TITLE_WIDTH, null, null, null, null],
    colAligns: ["left", "right", "right"],
    wordWrap: true,
  });
  for (const leg of time.legs) table.push(legCells(leg, sources));
  return `${colours.cyan(nameOf(site, time.mode))}\n${table.toString()}`;
}

function legCells({ title, grade, source, isCritical, ...leg }: Leg, sources: Sources): string[] {
  const cell = (seconds: number, counts: boolean) => (counts ? inWords(seconds) : `(${inWords(seconds)})`);
  return [
    title,
    cell(leg.expectedSeconds, isCritical.expected),
    cell(leg.worstSeconds, isCritical.worst),
    grade,
    sources.reference(source),
  ];
}

function pointsText(points: readonly JudgedPoint[], sources: Sources, colours: Colours): string {
  const table = new Table({
    head: ["loses", "expected", "worst", "objective", "what bounds it", "known", ""].map(colours.bold),
    style: STYLE,
    colWidths: [BOUND_WIDTH, null, null, null, BOUND_WIDTH, null, null],
    colAligns: ["left", "right", "right"],
    wordWrap: true,
  });
  for (const { datastore, mechanism, loss, bound, verdict } of points) {
    table.push([
      `${datastore}: ${mechanism}`,
      inWords(loss.expectedSeconds),
      "by" in bound ? inWords(loss.worstSeconds) : "no bound",
      paint(verdict, colours),
      "by" in bound ? bound.by : `nothing bounds it; alarm ${bound.alarm} tells`,
      loss.grade,
      sources.reference(loss.source),
    ]);
  }
  return `${colours.cyan("recovery points: data that a failover loses")}\n${table.toString()}`;
}

function paint(verdict: JudgedPoint["verdict"], colours: Colours): string {
  if (verdict === "met") return colours.green(verdict);
  return verdict === "worst case misses" ? colours.yellow(verdict) : colours.red(verdict);
}

function lines(title: string, texts: readonly string[]): string {
  return [title, ...texts.map((text) => `  ${text}`)].join("\n");
}
