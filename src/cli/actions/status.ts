import { Resolver } from "node:dns/promises";
import { RegionalClients } from "../../aws/clients";
import type { DeploymentRole } from "../../config/deployment-role";
import { EnvironmentError } from "../../config/problem";
import { SITES } from "../../config/site";
import { valueOf } from "../../failover/status/answer";
import { inspect, type StatusAnswers } from "../../failover/status/inspect";
import { readTarget } from "../../failover/status/read-target";
import type { StatusTarget } from "../../failover/status/target";
import type { ResolveName } from "../../failover/status/traffic";
import { judgeStatus, type Verdict } from "../../failover/status/verdict";
import { EXIT, type ExitCode } from "./exit-codes";
import { planSystems } from "./failover-plans";
import { Failure, type FailureProblem } from "./failure";
import type { ProjectDependencies } from "./synthesized-systems";

/** What the user asked for. */
export interface StatusRequest {
  /** Names of systems; all of the environment's when empty. */
  readonly systems: readonly string[];
  /** How long each answer may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** The world outside of the project. */
export interface StatusWorld {
  /** Makes the clients of a region, in the role that the environment names. */
  readonly clientsOf: (region: string, role?: DeploymentRole) => RegionalClients;
  readonly resolve: ResolveName;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How a system is, with everything that was answered. */
export interface SystemStatus {
  readonly target: StatusTarget;
  readonly answers: StatusAnswers;
  readonly verdict: Verdict;
}

/** How the systems of an environment are. */
export interface StatusReport {
  /** Whether all are protected. */
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  readonly environment?: string;
  /** When it was asked, in milliseconds since 1970. */
  readonly now: number;
  readonly systems: readonly SystemStatus[];
  /** Everything that kept the question from being answered, one by one. */
  readonly problems: readonly FailureProblem[];
  /** The same to be read by people; empty when all is well. */
  readonly failure: string;
}

/** AWS, as the user's credentials see it, and the resolver of this machine. */
export function realWorld(timeoutMs: number): StatusWorld {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
  return {
    // One attempt: the time of an answer is limited as a whole.
    clientsOf: (region, role) =>
      new RegionalClients(region, { requestTimeoutMs: timeoutMs, maxAttempts: 1 }, role),
    resolve: (name) => resolver.resolve4(name),
    now: Date.now,
  };
}

/**
 * Asks AWS how systems are. Their names come from the synthesized stacks, so one lost region hides nothing of the other.
 *
 * @returns a report, also when something is wrong that the user can mend.
 */
export async function status(
  dependencies: ProjectDependencies,
  { systems: asked, timeoutMs }: StatusRequest,
  world: StatusWorld,
): Promise<StatusReport> {
  const now = world.now();
  try {
    const { environment, systems } = planSystems(dependencies, asked);
    const targets = systems.map((planned) => readTarget({ ...planned, environment }));
    const outcomes = await Promise.all(targets.map((target) => attempt(target, timeoutMs, world)));
    const statuses = outcomes.flatMap((outcome) => (outcome instanceof Failure ? [] : [outcome]));
    const failures = outcomes.flatMap((outcome) => (outcome instanceof Failure ? [outcome] : []));
    const ok = failures.length === 0 && statuses.every(({ verdict }) => verdict.state === "protected");
    return {
      ok,
      exitCode: ok ? EXIT.done : EXIT.failed,
      environment: environment.name,
      now,
      systems: statuses,
      problems: failures.flatMap(({ problems }) => problems),
      // Wrong credentials are wrong for every system, and said once.
      failure: [...new Set(failures.map(({ message }) => message))].join("\n"),
    };
  } catch (error) {
    if (!(error instanceof Failure || error instanceof EnvironmentError)) throw error;
    const problems = error.problems.map((problem) => ({ ...problem }));
    return { ok: false, exitCode: EXIT.failed, now, systems: [], problems, failure: error.message };
  }
}

/** One system that is not deployed says nothing of the others. */
async function attempt(
  ...[target, timeoutMs, world]: Parameters<typeof statusOf>
): Promise<SystemStatus | Failure> {
  try {
    return await statusOf(target, timeoutMs, world);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/**
 * Asks AWS how one system is.
 *
 * @throws Failure for credentials that can't be used, and for a system that is not deployed.
 */
export async function statusOf(
  target: StatusTarget,
  timeoutMs: number,
  { clientsOf, resolve, now }: StatusWorld,
): Promise<SystemStatus> {
  const clients = {
    primary: clientsOf(target.sites.primary.region, target.role),
    dr: clientsOf(target.sites.dr.region, target.role),
  };
  try {
    const time = now();
    const answers = await inspect(target, { clients, resolve, now: time, timeoutMs });
    refuse(target, answers);
    return { target, answers, verdict: judgeStatus(target, answers, time) };
  } finally {
    SITES.forEach((site) => clients[site].destroy());
  }
}

/** Ends where the answers say nothing about the system. */
function refuse({ system, environment, roleTable, sites }: StatusTarget, answers: StatusAnswers): void {
  const [problem] = SITES.flatMap((site) => valueOf(answers.sites[site].credentials) ?? []);
  if (problem !== undefined) throw new Failure(problem, [{ system, message: problem }]);
  if (SITES.some((site) => valueOf(answers.sites[site].roles) !== "no table")) return;
  const message =
    `${system} is not deployed in environment "${environment}": there is no table ${roleTable} in ` +
    `${sites.primary.region} or ${sites.dr.region}. Deploy it: npx cdktf deploy ${system}-primary ${system}-dr`;
  throw new Failure(message, [{ system, message }]);
}
