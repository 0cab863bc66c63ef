import { EnvironmentError } from "../../config/problem";
import { explore, type Exploration } from "../../failover/simulation/exploration/explore";
import { pays, Threads } from "../../failover/simulation/parallel/threads";
import { SCENARIOS } from "../../failover/simulation/scenarios";
import { simulate, type Simulation } from "../../failover/simulation/simulate";
import { readSubject, type Subject, type SubjectProps } from "../../failover/simulation/subject";
import { EXIT, type ExitCode } from "./exit-codes";
import { planSystems } from "./failover-plans";
import { Failure, type FailureProblem } from "./failure";
import type { ProjectDependencies } from "./synthesized-systems";

/** What the user asked for. */
export interface SimulateRequest {
  readonly system: string;
  /** The name of a scenario, or `explore`: every fault at every state. */
  readonly what: string;
  readonly runs: number;
  readonly seed: number;
  /** Only the run of this number. @default - all */
  readonly only?: number | undefined;
  /** From a page until a human has decided, in minutes. */
  readonly humanMinutes: number;
  /** In how many percent of the runs both objectives must be met, at least. @default - they are not judged */
  readonly leastMetPercent?: number | undefined;
}

/** Whoever watches a simulation. */
export interface SimulationWatcher {
  readonly signal: AbortSignal;
  /** Told after each run or case; `of` is undefined where nobody knows how many there will be. */
  readonly onProgress: (done: number, of: number | undefined) => void;
}

/** What came of it. */
export interface SimulationReport {
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  readonly system: string;
  readonly environment?: string;
  readonly simulation?: Simulation;
  readonly exploration?: Exploration;
  /** Everything that is wrong, one by one. */
  readonly problems: readonly FailureProblem[];
  /** The same to be read by people; empty when all is well. */
  readonly failure: string;
}

/**
 * Simulates failures of a system from the stacks that would be deployed. Nothing is asked of AWS.
 *
 * @returns a report, also when something is wrong that the user can mend.
 * @throws the signal's reason when interrupted.
 */
export async function simulateSystem(
  dependencies: ProjectDependencies,
  request: SimulateRequest,
  watcher: SimulationWatcher,
): Promise<SimulationReport> {
  const { system } = request;
  const threads =
    request.only === undefined && isScenario(request.what) && pays(request.runs) ? new Threads() : undefined;
  try {
    const { environment, systems } = planSystems(dependencies, [system]);
    const { account, suffix, name } = environment;
    const { configurations } = systems[0]!;
    const synthesized = { system, account, suffix, configurations };
    const subject = readSubject(synthesized);
    const found =
      request.what === "explore"
        ? await exploreSubject(subject, watcher)
        : await simulateSubject({ subject, synthesized, threads }, request, watcher);
    return { ...report(system, found.problems), environment: name, ...found.result };
  } catch (error) {
    if (!(error instanceof Failure || error instanceof EnvironmentError)) throw error;
    const problems = error.problems.map((problem) => ({ ...problem }));
    return { ...report(system, problems), failure: error.message };
  } finally {
    await threads?.stop();
  }
}

function isScenario(what: string): boolean {
  return SCENARIOS.some(({ name }) => name === what);
}

async function simulateSubject(
  {
    subject,
    synthesized,
    threads,
  }: { readonly subject: Subject; readonly synthesized: SubjectProps; readonly threads: Threads | undefined },
  request: SimulateRequest,
  { signal, onProgress }: SimulationWatcher,
) {
  const { what, runs, seed, only, humanMinutes } = request;
  const scenario = SCENARIOS.find(({ name }) => name === what);
  if (!scenario) {
    const names = SCENARIOS.map(({ name }) => name).join(", ");
    const message = `There is no scenario "${what}". Scenarios: ${names}.`;
    throw new Failure(message, [{ message }]);
  }
  const of = only === undefined ? runs : 1;
  const onRun = (done: number) => onProgress(done, of);
  const common = { seed, humanMinutes, runs, signal };
  const simulation = await simulate({
    ...common,
    subject,
    scenario,
    only,
    onRun,
    ...(threads && {
      inThreads: (told: (done: number) => void) =>
        threads.run({ ...common, subject: synthesized, scenario: what, onRun: told }),
    }),
  });
  const { violated } = simulation;
  const violations = (violated?.violations ?? []).map(({ invariant, what: found, second }) => ({
    message: `${invariant}, violated ${Math.round(second)} s after the fault: ${found}. Again: --scenario ${what} --seed ${seed} --run ${violated?.number}`,
  }));
  return { result: { simulation }, problems: [...violations, ...missedTooOften(simulation, request)] };
}

function missedTooOften(
  { summary: { objectives, runs } }: Simulation,
  { leastMetPercent }: SimulateRequest,
): FailureProblem[] {
  if (leastMetPercent === undefined || objectives.met * 100 >= leastMetPercent * runs) return [];
  const message = `objectives: both are met in ${objectives.met} of ${runs} runs, and must be in ${leastMetPercent} %`;
  return [{ message }];
}

async function exploreSubject(subject: Subject, { signal, onProgress }: SimulationWatcher) {
  const exploration = await explore({ subject, signal, onCase: (done) => onProgress(done, undefined) });
  const problems = exploration.broken.flatMap(({ name, violations }) =>
    violations.map(({ invariant, what }) => ({ message: `${name}: ${invariant}: ${what}` })),
  );
  return { result: { exploration }, problems };
}

function report(system: string, problems: readonly FailureProblem[]): SimulationReport {
  const ok = problems.length === 0;
  const failure = problems.map(({ message }) => message).join("\n");
  return { ok, exitCode: ok ? EXIT.done : EXIT.failed, system, problems, failure };
}
