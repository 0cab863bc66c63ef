import { statementsByHand } from "../../../src/constructs/failover/by-hand";
import type { PolicyStatement } from "../../../src/constructs/iam/policy-document";
import type { MachineStep } from "../../../src/failover/machine/step";
import type { Participant } from "../../../src/failover/participant";
import { scopeOf } from "../../failover/machine/machines";

const step = (...statements: PolicyStatement[]) => ({ statements }) as unknown as MachineStep;
const allow = (sid: string, resource: string, ...actions: string[]) => ({
  sid,
  actions,
  resources: [resource],
});

const instance = "arn:aws:rds:us-east-2:123456789012:db:films-rds-dr-test";
const everywhere = "arn:aws:rds::123456789012:global-cluster:films";

function participant(
  parts: Partial<Record<"check" | "takeOver" | "verify" | "settle" | "reprotect", MachineStep>>,
) {
  const made = Object.entries(parts).map(([name, only]) => [name, () => [only]]);
  return { name: "database", ...Object.fromEntries(made) } as Participant;
}

const byHand = (...participants: Participant[]) => statementsByHand(scopeOf("dr"), participants);

describe("what operators may do by hand", () => {
  test("is what the steps of a takeover change, and not what they look at", () => {
    const promote = step(
      allow("Promote", instance, "rds:DescribeDBInstances", "rds:PromoteReadReplica"),
      allow("Look", "*", "cloudwatch:GetMetricStatistics"),
    );
    expect(
      byHand(participant({ takeOver: promote, verify: step(allow("Ask", "*", "ecs:ListTasks")) })),
    ).toEqual([allow("Promote", instance, "rds:PromoteReadReplica")]);
  });

  test("is held to the own region where the resource is not", () => {
    const [statement] = byHand(
      participant({ takeOver: step(allow("Move", everywhere, "rds:FailoverGlobalCluster")) }),
    );
    expect(statement?.conditions).toEqual([
      { operator: "StringEquals", key: "aws:RequestedRegion", values: ["us-east-2"] },
    ]);
  });

  test("leaves out what is not for an outage: above all what deletes a stale copy", () => {
    const remove = step(allow("Delete", instance, "rds:DeleteDBInstance"));
    expect(byHand(participant({ check: remove, settle: remove, reprotect: remove }))).toEqual([]);
  });

  test("joins what several steps do to the same resource", () => {
    const parts = {
      takeOver: step(allow("Promote", instance, "rds:PromoteReadReplica")),
      verify: step(allow("Modify", instance, "rds:ModifyDBInstance")),
    };
    expect(byHand(participant(parts))).toEqual([
      allow("Promote", instance, "rds:ModifyDBInstance", "rds:PromoteReadReplica"),
    ]);
  });
});
