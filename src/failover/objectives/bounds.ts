import type { FailoverPlan, RecoveryPoint } from "../plan/model";
import { inWords } from "./in-words";
import { recoveryTime } from "./recovery-time";

/** How two figures stand to their target. */
export type Verdict = "met" | "worst case misses" | "expected case misses";

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

function pointFinding(
  plan: FailoverPlan,
  { datastore, mechanism, loss }: RecoveryPoint,
): Finding | undefined {
  const target = targetsOf(plan).recoveryPointSeconds;
  const verdict = judge(loss, target);
  if (verdict === "met") return undefined;
  const isWorst = verdict === "worst case misses";
  const seconds = isWorst ? loss.worstSeconds : loss.expectedSeconds;
  return {
    level: isWorst ? "warning" : "error",
    message:
      `recovery point of ${plan.system} in ${plan.regions[plan.site]}: ${datastore} (${mechanism}) loses ` +
      `${inWords(seconds)} ${isWorst ? "in the worst case" : "as expected"}, and the objective is ${inWords(target)}`,
  };
}
