import { otherSite, type Site } from "../../config/site";
import { EMERGENCY_EPOCH_STEP } from "../machine/record/role";
import { recoveryTime } from "../objectives/recovery-time";
import { valueOf } from "../status/answer";
import { stepsOf, type Mode, type RecoveryPoint, type Step } from "../plan/model";
import type { Takeover } from "./checks/data";
import { roleInForce } from "./checks/role";
import type { Deployment } from "./deployment";
import type { Situation } from "./situation";

/** What an operation is about to do. */
export interface Preview {
  readonly mode: Mode;
  readonly from: Site;
  readonly target: Site;
  /** The epoch now, and the one that the takeover begins. */
  readonly epoch: { readonly now: number; readonly next: number };
  readonly steps: readonly Step[];
  /** From the start until callers arrive, in seconds. */
  readonly expectedSeconds: number;
  readonly worstSeconds: number;
  readonly objectiveSeconds: number;
  /** What may be lost. Empty for a switchover. */
  readonly losses: readonly RecoveryPoint[];
  /** How far the target's database is behind now. @default - unknown */
  readonly databaseLagSeconds?: number;
}

/**
 * Says what a takeover will do, from the plan and what AWS says now.
 *
 * @throws Error where nobody knows the role: a check has stopped that.
 */
export function previewOf(deployment: Deployment, situation: Situation, takeover: Takeover): Preview {
  const { target, mode, isDrRegionLost } = takeover;
  const role = roleInForce(situation);
  if (!role) throw new Error("a preview needs the role record");
  const { plan } = deployment.sites[target];
  const legs = recoveryTime(plan, mode).legs.filter(({ part }) => part !== "detection");
  const total = (which: "expected" | "worst") =>
    legs.reduce((sum, leg) => (leg.isCritical[which] ? sum + leg[`${which}Seconds`] : sum), 0);
  const { database } = situation[target];
  const lagSeconds = database && valueOf(database)?.lagSeconds;
  return {
    mode,
    from: otherSite(target),
    target,
    epoch: { now: role.epoch, next: role.epoch + (isDrRegionLost ? EMERGENCY_EPOCH_STEP : 1) },
    steps: stepsOf(plan.modes[mode]),
    expectedSeconds: total("expected"),
    worstSeconds: total("worst"),
    objectiveSeconds: plan.objectives.recoveryTimeMinutes * 60,
    losses: mode === "switchover" ? [] : plan.recoveryPoints,
    ...(lagSeconds !== undefined && { databaseLagSeconds: lagSeconds }),
  };
}
