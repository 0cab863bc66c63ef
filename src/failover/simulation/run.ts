import type { PerSite, Site } from "../../config/site";
import { seeded, split } from "../asl/random";
import { bringToAnEnd } from "./end";
import type { History } from "./history";
import { violationsIn } from "./invariants";
import type { Violation } from "./invariants/invariant";
import { People } from "./people";
import type { Reference } from "./reference";
import { between, sampler } from "./sampler";
import type { Scenario } from "./scenarios/scenario";
import { sharesOf, stepSpans, type Shares } from "./shares";
import { tasksOf, type Subject } from "./subject";
import { timelineOf, type TimelineEntry } from "./timeline";
import { experience, staleness, type CallersProps, type Experience } from "./world/callers";
import { World } from "./world/world";

/** What one run is made from. */
export interface RunProps {
  readonly subject: Subject;
  readonly reference: Reference;
  readonly scenario: Scenario;
  readonly seed: number;
  /** From 0. Seed and number make the run. */
  readonly number: number;
  /** From a page until a human has decided, in minutes. */
  readonly humanMinutes: number;
  /** Whether the timeline is told also where nothing is wrong. @default false */
  readonly withTimeline?: boolean;
}

/** How a run went: the roles moved, they stayed where they were, or a machine stopped with a message. */
export type Outcome = "moved" | "stayed" | "stopped";

/** What was measured in a run. */
export interface RunReport {
  readonly number: number;
  readonly outcome: Outcome;
  /** What the machine said when it stopped. */
  readonly message: string | undefined;
  /** As the median caller sees it, and one of whom 95 % are faster. */
  readonly callers: Readonly<Record<"median" | "slow", Experience>>;
  /** How much acknowledged data is not in the database that writes now, in seconds. */
  readonly lostSeconds: number;
  /** How the seconds of the median caller's recovery are known; undefined where the roles did not bring it. */
  readonly shares: Shares | undefined;
  /** How many tasks serve in the end, and how many should. */
  readonly tasks: { readonly running: number; readonly wanted: number };
  /** How often the roles moved. */
  readonly moves: number;
  readonly violations: readonly (Violation & { readonly second: number })[];
  /** Empty unless it was asked for, or something is wrong. */
  readonly timeline: readonly TimelineEntry[];
}

/** The world runs for so long before the fault, in milliseconds. */
const BEFORE_MS = 60_000;

/** States that open the switch. */
const OPENS = "open-switch";

/** How often is looked whether all is quiet, in milliseconds. */
const LOOK_EVERY_MS = 10_000;

/** A run that is not quiet by then is ended, in milliseconds. */
const LONGEST_MS = 12 * 3_600_000;

/** Callers are looked at for so long after everything is quiet: until the last resolver has asked again, in milliseconds. */
const AFTERWARDS_MS = 600_000;

/** Simulates one failure, from the fault until everything is as it was. */
export async function simulateRun(props: RunProps): Promise<RunReport> {
  const { subject, reference, scenario, seed, number, humanMinutes } = props;
  const random = seeded(split(seed, number));
  const duration = sampler(random);
  const world = new World({ subject, duration, random });
  const people = new People(world, humanMinutes);
  const stale = staleness(random);
  world.start();
  const fault = Math.round(BEFORE_MS + between(0, 60_000, random));
  world.clock.at(fault, () => {
    world.note(`FAULT: ${scenario.summary}`);
    scenario.begin({ world, subject, random });
    people.expectComplaints();
  });
  await untilQuiet(world, people, fault + scenario.lastsSeconds * 1000);
  const quietAt = world.clock.now;
  const { activeSite } = world.records.record.now;
  const callers = callersOf(world);
  const seen = { from: fault, to: quietAt + AFTERWARDS_MS };
  const median = experience(callers, stale.median, seen);
  const facts = {
    callers: { median, slow: experience(callers, stale.slow, seen) },
    lostSeconds: world.lostSeconds,
    shares: sharesIn(world, subject, fault, median.recoverySeconds),
    tasks: tasksIn(world, subject, activeSite),
    moves: world.records.record.changes.filter(
      ({ at, value }) => value.epoch > world.records.record.at(at - 1).epoch,
    ).length,
  };
  const outcome = outcomeOf(world);
  await bringToAnEnd(world);
  const window = { from: fault, to: world.clock.now };
  const violations = [
    ...violationsIn({ subject, world, window, reference }),
    ...misjudged(scenario, facts.moves, quietAt),
  ];
  return {
    number,
    ...outcome,
    ...facts,
    violations: violations.map((found) => ({ ...found, second: (found.at - fault) / 1000 })),
    timeline: props.withTimeline || violations.length > 0 ? timelineOf(world, subject, fault) : [],
  };
}

/** Lets time pass until nothing happens any more that callers could see. */
async function untilQuiet(world: World, people: People, earliest: number): Promise<void> {
  const { clock, executions, names, records } = world;
  let isQuiet = false;
  const look = (): void => {
    const runs = executions.running;
    const hasMoved = records.record.now.activeSite === "dr" && records.record.now.trafficSite === "dr";
    const isOver = clock.now >= earliest && !names.isMoving && runs.every(({ mode }) => mode === "reprotect");
    // While callers are served well nobody is paged in vain.
    isQuiet = isOver && (hasMoved || world.isServing || !(people.operator.isBusy || world.detection.isBusy));
    isQuiet &&= runs.every(({ site }) => site !== "dr");
    if (clock.now > LONGEST_MS) isQuiet = true;
    if (!isQuiet) clock.at(clock.now + LOOK_EVERY_MS, look);
  };
  clock.at(earliest, look);
  await world.run(() => isQuiet);
}

function callersOf({ names, services }: World): CallersProps {
  const of = <T>(value: (site: Site) => T): PerSite<T> => ({ primary: value("primary"), dr: value("dr") });
  return {
    answer: names.answer,
    acknowledges: of((site): History<boolean> => services[site].acknowledges),
    failing: of((site): History<number> => services[site].failing),
  };
}

function outcomeOf({ executions, records }: World): Pick<RunReport, "outcome" | "message"> {
  const { activeSite, trafficSite } = records.record.now;
  const last = executions.all.findLast(({ mode }) => mode !== "reprotect")?.result;
  const message = last?.status === "FAILED" ? `${last.error}: ${last.cause}` : undefined;
  if (activeSite === "dr" && trafficSite === "dr") return { outcome: "moved", message: undefined };
  if (message !== undefined || activeSite !== trafficSite) return { outcome: "stopped", message };
  const said =
    last?.status === "SUCCEEDED" ? (last.output as { readonly outcome?: string } | null)?.outcome : undefined;
  return { outcome: "stayed", message: said };
}

function tasksIn(world: World, subject: Subject, site: Site): RunReport["tasks"] {
  // Both sites run the same in the same role, and at first the primary one is active.
  return { running: world.runningTasks(site), wanted: tasksOf(subject, "primary") };
}

function sharesIn(
  world: World,
  { machines }: Subject,
  fault: number,
  seconds: number | undefined,
): Shares | undefined {
  const opened = world.records.record.changes.find(({ value }) => value.trafficSite === "dr")?.at;
  const run = world.executions.all.findLast(
    ({ events, site }) =>
      site === "dr" && events.some(({ state, at }) => state.startsWith(OPENS) && at <= (opened ?? 0)),
  );
  const answered = world.names.answer.changes.find(({ value }) => value === "dr")?.at;
  if (!run || !seconds || opened === undefined || answered === undefined) return undefined;
  return sharesOf({
    fault,
    startedAt: run.startedAt,
    steps: stepSpans(machines.dr.plan, run),
    openedAt: opened,
    answeredAt: answered,
    recoveredAt: fault + seconds * 1000,
  });
}

function misjudged({ right, name }: Scenario, moves: number, at: number): Violation[] {
  if (right === "stays" && moves > 0)
    return [{ invariant: `${name} is no reason to move`, at, what: "the roles moved" }];
  if (moves > 1) return [{ invariant: "at most one move", at, what: `the roles moved ${moves} times` }];
  return [];
}
