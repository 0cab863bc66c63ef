import { objectivesRule } from "../../src/rules/objectives";
import { packPlan } from "../../src/failover/plan/pack";
import type { FailoverPlan } from "../../src/failover/plan/model";
import { composed } from "../failover/machine/machines";
import type { StackUnderTest } from "../../src/rules/rule";

const { plan, definition } = composed("dr");

function breaches(changes: Partial<FailoverPlan>): string[] {
  const machine = {
    definition: JSON.stringify(definition),
    "//": { plan: packPlan({ ...plan, ...changes }) },
  };
  const configuration = { resource: { aws_sfn_state_machine: { failover: machine } } };
  return objectivesRule.check({ configuration } as unknown as StackUnderTest);
}

it("passes a plan that is expected to keep its objectives", () => {
  expect(breaches({})).toEqual([]);
});

it("passes a stack without a plan", () => {
  expect(objectivesRule.check({ configuration: {} } as unknown as StackUnderTest)).toEqual([]);
});

it("refuses a plan that is expected to take longer than its objective", () => {
  const objectives = { recoveryTimeMinutes: 2, recoveryPointMinutes: 5 };
  expect(breaches({ objectives })).toEqual([expect.stringContaining("and the objective is 2 min")]);
});

it("accepts it with a reason", () => {
  const objectives = { recoveryTimeMinutes: 2, recoveryPointMinutes: 5 };
  expect(breaches({ objectives, waiver: "A demonstration without callers" })).toEqual([]);
});

it("refuses a datastore that is expected to lose more than its objective", () => {
  const [point] = composed("dr").plan.recoveryPoints;
  const loss = { expectedSeconds: 600, worstSeconds: 900, grade: "assumed", source: "test" } as const;
  const late = {
    ...(point ?? { datastore: "files", mechanism: "copies", bound: { none: true, alarm: "late" } as const }),
    loss,
  };
  expect(breaches({ recoveryPoints: [late] })).toEqual([expect.stringContaining("loses 10 min as expected")]);
});
