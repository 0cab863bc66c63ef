import type { PerSite, Site } from "../../../config/site";
import { walkStates } from "../../asl/structure";
import { seeded } from "../../asl/random";
import { again, bringToAnEnd, settle } from "../end";
import type { Faults, Run } from "../executions";
import { violationsIn } from "../invariants";
import type { Violation } from "../invariants/invariant";
import { makeReference } from "../make-reference";
import { expectedDurations, type DurationName, type Sampler } from "../sampler";
import type { Subject } from "../subject";
import { timelineOf, type TimelineEntry } from "../timeline";
import { World } from "../world/world";
import { ENCOUNTERS, type Competitor, type Encounter } from "./encounters";
import { FAULTS, faultIn, OF_CALLS, type Fault } from "./faults";
import { JOURNEYS, type Journey } from "./journeys";

/** A case that broke an invariant. */
export interface BrokenCase {
  readonly name: string;
  readonly violations: readonly Violation[];
  readonly timeline: readonly TimelineEntry[];
}

/** What an exploration has found. */
export interface Exploration {
  readonly journeys: readonly string[];
  readonly cases: number;
  /** Cases whose execution had to be started again. */
  readonly restarted: number;
  readonly broken: readonly BrokenCase[];
  /** Of each site's machine. */
  readonly states: PerSite<number>;
  /** States that no case has reached. */
  readonly unreached: PerSite<readonly string[]>;
}

/** What is explored, and by whom it is watched. */
export interface ExploreProps {
  readonly subject: Subject;
  readonly signal?: AbortSignal;
  /** Told after each case. @default - nobody */
  readonly onCase?: (done: number) => void;
  /** Which journeys. @default - all */
  readonly journeys?: readonly Journey[];
  /** Which faults. @default - all */
  readonly faults?: readonly Fault[];
  /** Which encounters. @default - all */
  readonly encounters?: readonly Encounter[];
}

/** Rebuilding a database takes hours, in which nothing is to be explored: minutes do. */
const SHORTENED: readonly DurationName[] = [
  "auroraRebuild",
  "multiAzConversion",
  "replicaRebuild",
  "staleDeletion",
];
const DURATIONS: Sampler = (name) => (SHORTENED.includes(name) ? 150 : expectedDurations(name));

/**
 * Breaks each journey at each state that it visits, in each way, starts it again, and looks whether all invariants hold; then
 * meets what only circumstances bring about.
 *
 * @throws the signal's reason when it aborts.
 */
export async function explore(props: ExploreProps): Promise<Exploration> {
  const { subject, signal, onCase, journeys = JOURNEYS, faults = FAULTS, encounters = ENCOUNTERS } = props;
  const reference = await makeReference(subject);
  const seen: PerSite<Set<string>> = { primary: new Set(), dr: new Set() };
  const broken: BrokenCase[] = [];
  let [cases, restarted] = [0, 0];
  const keep = (name: string, { world, isRestarted, begin }: Played) => {
    const evidence = { subject, world, reference, window: { from: begin, to: world.clock.now } };
    const violations = violationsIn(evidence);
    if (violations.length > 0) broken.push({ name, violations, timeline: timelineOf(world, subject, begin) });
    for (const { site, events } of world.executions.all) events.forEach(({ state }) => seen[site].add(state));
    cases += 1;
    restarted += Number(isRestarted);
    onCase?.(cases);
  };
  for (const journey of journeys) {
    const undisturbed = await play(subject, journey);
    keep(journey.name, undisturbed);
    for (const state of statesOf(undisturbed.run)) {
      const isCall = undisturbed.run.events.some(
        (event) => event.state === state && event.type === "task scheduled",
      );
      for (const fault of faults.filter((each) => isCall || !OF_CALLS.includes(each))) {
        signal?.throwIfAborted();
        keep(`${journey.name}: '${state}' ${fault}`, await play(subject, journey, { state, fault }));
      }
    }
  }
  for (const encounter of encounters) keep(encounter.name, await meet(subject, encounter));
  return {
    journeys: journeys.map(({ name }) => name),
    cases,
    restarted,
    broken,
    states: ofBoth((site) => stateNames(subject, site).length),
    unreached: ofBoth((site) => stateNames(subject, site).filter((name) => !seen[site].has(name))),
  };
}

interface Played {
  readonly world: World;
  readonly run: Run;
  readonly begin: number;
  readonly isRestarted: boolean;
}

async function play(
  subject: Subject,
  { site, mode, trigger, prepare }: Journey,
  broken?: { readonly state: string; readonly fault: Fault },
): Promise<Played> {
  // Nothing is broken on the way there.
  const isMeant = (run: Run) => run.arn.endsWith(EXPLORED);
  const world = worldOf(subject, broken && faultIn(broken.state, broken.fault, isMeant));
  await prepare(world);
  const begin = world.clock.now;
  const input = { mode, trigger, reason: "explored" };
  const run = world.executions.start(site, input, { name: EXPLORED });
  await settle(world);
  const isRestarted = run.result?.status !== "SUCCEEDED";
  if (isRestarted) await again(world, site, mode);
  await bringToAnEnd(world, true);
  return { world, run, begin, isRestarted };
}

async function meet(subject: Subject, { play: act }: Encounter): Promise<Played> {
  const competitor: Competitor = {};
  const world = worldOf(subject, {
    task: (run, inner) => async (resource, args, call) => {
      await competitor.before?.(run, call.stateName);
      return competitor.answers?.[call.stateName] ?? inner(resource, args, call);
    },
  });
  const begin = world.clock.now;
  await act(world, competitor);
  await settle(world);
  await bringToAnEnd(world, true);
  return { world, run: world.executions.all[0]!, begin, isRestarted: false };
}

/** The end of the name of the execution that is broken. */
const EXPLORED = "explored";

function worldOf(subject: Subject, faults?: Faults): World {
  return new World({ subject, duration: DURATIONS, random: seeded(1), ...(faults && { faults }) });
}

function statesOf({ events }: Run): string[] {
  return [...new Set(events.map(({ state }) => state))];
}

function stateNames({ machines }: Subject, site: Site): string[] {
  return walkStates(machines[site].definition).map(({ name }) => name);
}

function ofBoth<T>(value: (site: Site) => T): PerSite<T> {
  return { primary: value("primary"), dr: value("dr") };
}
