import type { Site } from "../../config/site";
import { stepsOf } from "../plan/model";
import type { Run } from "./executions";
import { stepSpans } from "./shares";
import type { Subject } from "./subject";
import type { World } from "./world/world";

/** One line of what happened. */
export interface TimelineEntry {
  /** From the fault, in seconds. */
  readonly second: number;
  readonly text: string;
  /** How long it took, in seconds. @default - it is a moment */
  readonly tookSeconds?: number;
}

/** What happened in a run, in the order in which it began. */
export function timelineOf(world: World, subject: Subject, fault: number): TimelineEntry[] {
  const entry = (at: number, text: string): TimelineEntry => ({ second: (at - fault) / 1000, text });
  const entries = [
    ...world.notes.map(({ at, text }) => entry(at, text)),
    ...world.executions.all.flatMap((run) => runEntries(subject, run, fault)),
    ...world.names.answer.changes.map(({ at, value }) =>
      entry(at, `Route 53 answers with ${subject.regions[value]}`),
    ),
    ...(["primary", "dr"] as const).flatMap((site) =>
      world.services[site].acknowledges.changes.map(({ at, value }) =>
        entry(at, writes(subject, site, value)),
      ),
    ),
  ];
  return entries.sort((a, b) => a.second - b.second);
}

function writes({ regions }: Subject, site: Site, value: boolean): string {
  return `${regions[site]} ${value ? "takes writes" : "takes no writes any more"}`;
}

function runEntries({ machines }: Subject, run: Run, fault: number): TimelineEntry[] {
  const { plan } = machines[run.site];
  const titles = new Map(stepsOf(plan.modes[run.mode] ?? []).map(({ id, title }) => [id, title]));
  const at = (time: number) => (time - fault) / 1000;
  const steps = stepSpans(plan, run).map(({ id, from, to }) => ({
    second: at(from),
    text: `  ${id}: ${titles.get(id)}`,
    tookSeconds: (to - from) / 1000,
  }));
  const name = `${plan.machine} ${run.mode}, started by ${run.trigger === "alarm" ? "an alarm" : "an operator"}`;
  const { result } = run;
  const end = result && {
    second: at(result.endedAt),
    text: `${plan.machine} ${run.mode}: ${result.status}${sayOf(result)}`,
  };
  return [{ second: at(run.startedAt), text: name }, ...steps, ...(end ? [end] : [])];
}

function sayOf(result: NonNullable<Run["result"]>): string {
  if (result.status === "FAILED") return `, ${result.error}: ${result.cause}`;
  if (result.status === "CRASHED") return ` at ${result.state}`;
  if (result.status !== "SUCCEEDED") return "";
  const { outcome } = (result.output ?? {}) as { readonly outcome?: string };
  return outcome === undefined || outcome === "done" ? "" : `, ${outcome}`;
}
