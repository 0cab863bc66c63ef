import Table from "cli-table3";
import type { RehearsalReport, StepName, StepResult } from "../../rehearsal/report";

const COLUMNS: readonly StepName[] = ["init", "validate", "plan", "apply", "second plan", "destroy"];

/** Steps whose words say more than their time. */
const SPOKEN: readonly StepName[] = [
  "secrets",
  "independence",
  "failover",
  "plan after failover",
  "re-protection",
  "failback",
  "emergency",
  "leftovers",
];

/** What Terraform did with each stack, and how long it took; empty where nothing was rehearsed. */
export function rehearsalText(reports: readonly RehearsalReport[]): string {
  const rehearsed = reports.filter(({ steps }) => steps.length > 0);
  if (rehearsed.length === 0) return "";
  const table = new Table({
    head: ["rehearsed", "resources", ...COLUMNS],
    style: { head: [], border: [] },
    colAligns: ["left", "right"],
  });
  rehearsed.forEach((report) => table.push(...rowsOf(report)));
  return [table.toString(), ...rehearsed.flatMap(linesOf)].join("\n");
}

function rowsOf({ steps, resources }: RehearsalReport): string[][] {
  const stacks = [...new Set(steps.flatMap(({ stack }) => stack ?? []))];
  return stacks.map((stack) => [
    stack,
    String(resources[stack] ?? ""),
    ...COLUMNS.map((name) => cell(steps.find((step) => step.stack === stack && step.step === name))),
  ]);
}

function cell(step: StepResult | undefined): string {
  if (!step) return "-";
  const outcome =
    step.step === "second plan" || step.step === "destroy" ? `${step.detail.split(",")[0]}, ` : "";
  return `${outcome}${step.seconds.toFixed(1)} s`;
}

function linesOf({
  system,
  steps,
  seconds,
  kept,
  ok,
  notDestroyed,
  frozenWithoutGlobalServices: frozen,
}: RehearsalReport): string[] {
  const spoken = steps
    .filter(({ step }) => SPOKEN.includes(step))
    .map(({ step, detail }) => `  ${step}: ${detail}`);
  return [
    `${system}: ${ok ? "rehearsed" : "rehearsal stopped"} after ${seconds.toFixed(1)} s`,
    ...spoken,
    ...notDestroyed.map((stack) => `  NOT DESTROYED: ${stack}`),
    ...(ok ? frozen : []).map((address) => `  frozen while us-east-1 is down: ${address}`),
    ...(kept ? [`  states and plans are kept in ${kept}`] : []),
  ];
}
