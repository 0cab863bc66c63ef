import { EnvironmentError } from "../../config/problem";
import type { Site } from "../../config/site";
import {
  judge,
  judgePoint,
  objectiveFindings,
  targetsOf,
  type PointVerdict,
  type Verdict,
} from "../../failover/objectives/bounds";
import { recoveryTime, type RecoveryTime } from "../../failover/objectives/recovery-time";
import { MODES, type FailoverPlan, type RecoveryPoint } from "../../failover/plan/model";
import { EXIT, type ExitCode } from "./exit-codes";
import { planSystems } from "./failover-plans";
import { Failure, type FailureProblem } from "./failure";
import type { ProjectDependencies } from "./synthesized-systems";

/** A recovery time beside the system's objective. */
export interface JudgedTime extends RecoveryTime {
  /**
   * How it stands to the objective, which speaks of a loss: undefined for other modes.
   */
  readonly verdict: Verdict | undefined;
}

/** A recovery point beside the system's objective. */
export interface JudgedPoint extends RecoveryPoint {
  readonly verdict: PointVerdict;
}

/** What a site promises as the one that takes over. */
export interface SiteObjectives {
  readonly system: string;
  /** The site that takes over. */
  readonly site: Site;
  readonly region: string;
  readonly recoveryTimeTargetSeconds: number;
  readonly recoveryPointTargetSeconds: number;
  /** Whether a loss starts the failover by itself. Otherwise no figure holds the time that a human takes. */
  readonly startsItself: boolean;
  readonly times: readonly JudgedTime[];
  readonly recoveryPoints: readonly JudgedPoint[];
  /**
   * Why an expected recovery time above the objective is accepted.
   *
   * @default - it is not
   */
  readonly waiver?: string;
}

/** What the systems of an environment promise, and what can be expected. */
export interface ObjectivesReport {
  readonly ok: boolean;
  readonly exitCode: ExitCode;
  readonly environment?: string;
  readonly sites: readonly SiteObjectives[];
  /** Worst cases that miss an objective, and misses that are waived. */
  readonly warnings: readonly string[];
  /** Everything that is wrong, one by one. */
  readonly problems: readonly FailureProblem[];
  /** The same to be read by people; empty when all is well. */
  readonly failure: string;
}

/**
 * Computes from the synthesized stacks how long failovers take, and how much they lose.
 *
 * @param asked names of systems; all of the environment's when empty.
 * @returns a report, also when something is wrong that the user can mend.
 */
export function objectives(dependencies: ProjectDependencies, asked: readonly string[]): ObjectivesReport {
  try {
    const { environment, systems } = planSystems(dependencies, asked);
    return report(
      environment.name,
      // The loss of the primary region first: it is what everything is built for.
      systems.flatMap(({ plans }) => [plans.dr, plans.primary]),
    );
  } catch (error) {
    if (!(error instanceof Failure || error instanceof EnvironmentError)) throw error;
    const problems = error.problems.map((problem) => ({ ...problem }));
    return {
      ok: false,
      exitCode: EXIT.failed,
      sites: [],
      warnings: [],
      problems,
      failure: error.message,
    };
  }
}

/** What plans promise. */
export function report(environment: string, plans: readonly FailoverPlan[]): ObjectivesReport {
  const findings = plans.map(objectiveFindings);
  const errors = findings.flatMap((finding) => finding.errors);
  const ok = errors.length === 0;
  return {
    ok,
    exitCode: ok ? EXIT.done : EXIT.failed,
    environment,
    sites: plans.map(siteObjectives),
    warnings: findings.flatMap(({ warnings }) => warnings),
    problems: errors.map((message) => ({ message })),
    failure: errors.join("\n"),
  };
}

function siteObjectives(plan: FailoverPlan): SiteObjectives {
  const { system, site, regions, detection, waiver } = plan;
  const { recoveryTimeSeconds, recoveryPointSeconds } = targetsOf(plan);
  return {
    system,
    site,
    region: regions[site],
    recoveryTimeTargetSeconds: recoveryTimeSeconds,
    recoveryPointTargetSeconds: recoveryPointSeconds,
    startsItself: detection.isAutomatic,
    times: MODES.map((mode) => {
      const time = recoveryTime(plan, mode);
      return { ...time, verdict: mode === "failover" ? judge(time, recoveryTimeSeconds) : undefined };
    }),
    recoveryPoints: plan.recoveryPoints.map((point) => ({
      ...point,
      verdict: judgePoint(point, recoveryPointSeconds),
    })),
    ...(waiver !== undefined && { waiver }),
  };
}
