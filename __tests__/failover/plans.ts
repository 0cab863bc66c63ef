import type { Grade } from "../../src/failover/plan/duration";
import type { FailoverPlan, Phase, Sequence, Step } from "../../src/failover/plan/model";

/** A step that takes as long as it says. */
export function step(id: string, phase: Phase, expectedSeconds: number, more: Partial<Step> = {}): Step {
  return {
    id,
    phase,
    title: `Do ${id}`,
    participant: id,
    calls: [`rds:${id}`],
    completion: `${id} is seen`,
    timeoutSeconds: expectedSeconds * 2,
    duration: seconds(expectedSeconds, expectedSeconds * 2),
    repeatable: "Twice is the same.",
    compensation: `Undo ${id}.`,
    mayFail: false,
    manual: [{ command: `aws rds ${id}`, expect: "ok" }],
    ...more,
  };
}

/** A duration with a source. */
export function seconds(expectedSeconds: number, worstSeconds: number, grade: Grade = "published") {
  return { expectedSeconds, worstSeconds, grade, source: `source of ${expectedSeconds} s` };
}

/** Fences beside confirming, promotes beside scaling, verifies, opens, and then measures and tells. */
const failover: Sequence = [
  step("confirm", "confirm", 10),
  {
    together: [
      [step("promote", "take over", 90, { timeoutSeconds: 240 })],
      [step("scale", "take over", 60, { timeoutSeconds: 300, duration: seconds(60, 120, "assumed") })],
      [step("fence", "fence", 5, { mayFail: true })],
    ],
  },
  step("verify", "verify", 20, { manual: [] }),
  step("open", "open switch", 1),
  step("notify", "notify", 1, { mayFail: true }),
  step("measure", "measure", 600),
];

/** A small plan of the DR site. */
export function plan(more: Partial<FailoverPlan> = {}): FailoverPlan {
  return {
    system: "payments",
    site: "dr",
    regions: { primary: "us-east-1", dr: "us-east-2" },
    machine: "payments-failover-dr-dev",
    objectives: { recoveryTimeMinutes: 15, recoveryPointMinutes: 5 },
    detection: { title: "Three probes fail", duration: seconds(40, 80), isAutomatic: true },
    modes: {
      failover,
      switchover: [step("switch-over", "take over", 120), step("open", "open switch", 1)],
      reprotect: [step("rebuild", "re-protect", 3_600)],
    },
    propagation: [
      { title: "Route 53 follows the metric", duration: seconds(60, 120) },
      { title: "Resolvers forget", duration: seconds(30, 60, "measured") },
    ],
    recoveryPoints: [
      {
        datastore: "database",
        mechanism: "Aurora global database",
        loss: seconds(1, 120),
        bound: { none: true, alarm: "payments-database-lag-critical-dr-dev" },
      },
      {
        datastore: "logs",
        mechanism: "S3 replication with time control",
        loss: seconds(15, 290),
        bound: { by: "S3 replication time control" },
      },
    ],
    ...more,
  };
}

/** The plan of the primary site, which nothing starts by itself. */
export function primaryPlan(more: Partial<FailoverPlan> = {}): FailoverPlan {
  return plan({
    site: "primary",
    machine: "payments-failover-dev",
    detection: { title: "An operator sees it", duration: seconds(0, 0, "assumed"), isAutomatic: false },
    ...more,
  });
}
