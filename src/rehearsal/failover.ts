import { findMachine } from "../failover/plan/read";
import { FailoverRehearsal, type FailoverOptions } from "./failover-rehearsal";
import type { StepName } from "./report";

/** A step of the rehearsal of a failover, which answers what was seen. */
export interface FailoverStep {
  readonly step: StepName;
  readonly run: () => Promise<string>;
}

/**
 * The rehearsal of a failover: the synthesized state machines move the roles of what Terraform has made, there and back, and
 * once more while the DR region is lost; after each Terraform must agree with what they did.
 */
export function failoverSteps(options: FailoverOptions): FailoverStep[] {
  const { folders, provider } = options;
  const primary = findMachine(folders.primary.configuration);
  const dr = findMachine(folders.dr.configuration);
  if (!primary || !dr) return [skipped("the stacks have no state machine that moves their roles")];
  if (!provider.resources) return [skipped("only what the mock provider makes can be moved without AWS")];
  const rehearsal = new FailoverRehearsal(options, { primary, dr }, provider.resources);
  return [
    { step: "failover", run: () => rehearsal.failOver() },
    { step: "plan after failover", run: () => rehearsal.planAfterFailover() },
    { step: "re-protection", run: () => rehearsal.reprotect() },
    { step: "failback", run: () => rehearsal.failBack() },
    { step: "emergency", run: () => rehearsal.emergency() },
  ];
}

function skipped(why: string): FailoverStep {
  return { step: "failover", run: () => Promise.resolve(`skipped: ${why}`) };
}
