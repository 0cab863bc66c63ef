import type { FailoverPlan, RecoveryPoint } from "../plan/model";
import { inWords } from "./in-words";
import { recoveryTime } from "./recovery-time";

/** How two figures stand to their target. */
export type Verdict = "met" | "worst case misses" | "expected case misses";

/** The same for a recovery point: where nothing bounds it, its worst case can't be judged. */
export type PointVerdict = Verdict | "expected case met, no bound";

/** What is wrong with what a plan promises, to be read by people. */
export interface ObjectiveFindings {
  /** The expected case misses an objective, and nothing waives that. */
  readonly errors: readonly string[];
  /** The worst case misses an objective, or a miss is waived. */
  readonly warnings: readonly string[];
}

/** Compares figures with a target, all in seconds. */
export function judge(
  { expectedSeconds, worstSeconds }: { readonly expectedSeconds: number; readonly worstSeconds: number },
  targetSeconds: number,
): Verdict {
  if (expectedSeconds > targetSeconds) return "expected case misses";
  return worstSeconds > targetSeconds ? "worst case misses" : "met";
}

/** Compares what a datastore loses with a target in seconds. */
export function judgePoint({ loss, bound }: RecoveryPoint, targetSeconds: number): PointVerdict {
  const verdict = judge(loss, targetSeconds);
  return "none" in bound && verdict !== "expected case misses" ? "expected case met, no bound" : verdict;
}

/** The objectives of a plan, in seconds. */
export function targetsOf({ objectives }: FailoverPlan) {
  return {
    recoveryTimeSeconds: objectives.recoveryTimeMinutes * 60,
    recoveryPointSeconds: objectives.recoveryPointMinutes * 60,
  };
}

/** Compares what a failover by this plan takes, and what it may lose, with the objectives of its system. */
export function objectiveFindings(plan: FailoverPlan): ObjectiveFindings {
  const findings = [timeFinding(plan), ...plan.recoveryPoints.map((point) => pointFinding(plan, point))];
  const messages = (level: Finding["level"]) =>
    findings.flatMap((finding) => (finding?.level === level ? [finding.message] : []));
  return { errors: messages("error"), warnings: messages("warning") };
}

interface Finding {
  readonly level: "error" | "warning";
  readonly message: string;
}

function timeFinding(plan: FailoverPlan): Finding | undefined {
  const target = targetsOf(plan).recoveryTimeSeconds;
  const { expectedSeconds, worstSeconds } = recoveryTime(plan, "failover");
  const miss = (seconds: number, which: string) =>
    `recovery time of ${plan.system} in ${plan.regions[plan.site]}: ${inWords(seconds)} ${which}, and the objective is ` +
    inWords(target);
  switch (judge({ expectedSeconds, worstSeconds }, target)) {
    case "met":
      return undefined;
    case "worst case misses":
      return {
        level: "warning",
        message: `${miss(worstSeconds, "in the worst case")}: shorten timeouts on the critical path`,
      };
    case "expected case misses":
      return plan.waiver
        ? { level: "warning", message: `${miss(expectedSeconds, "as expected")}; waived: ${plan.waiver}` }
        : {
            level: "error",
            message: `${miss(expectedSeconds, "as expected")}: make its critical path shorter, or waive it with a reason`,
          };
  }
}

function pointFinding(plan: FailoverPlan, point: RecoveryPoint): Finding | undefined {
  const { datastore, mechanism, loss } = point;
  const target = targetsOf(plan).recoveryPointSeconds;
  const verdict = judgePoint(point, target);
  // Where nothing bounds the loss, the alarm of the datastore watches it, and a figure for the worst would be made up.
  if (verdict === "met" || verdict === "expected case met, no bound") return undefined;
  const isWorst = verdict === "worst case misses";
  const seconds = isWorst ? loss.worstSeconds : loss.expectedSeconds;
  return {
    level: isWorst ? "warning" : "error",
    message:
      `recovery point of ${plan.system} in ${plan.regions[plan.site]}: ${datastore} (${mechanism}) loses ` +
      `${inWords(seconds)} ${isWorst ? "in the worst case" : "as expected"}, and the objective is ${inWords(target)}`,
  };
}
