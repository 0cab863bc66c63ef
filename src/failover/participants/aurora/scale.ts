import { DURATIONS } from "../../durations";
import { call } from "../../machine/call";
import { tolerant, type Fragment } from "../../machine/fragment";
import type { MachineScope, MachineStep } from "../../machine/step";
import { clusterArn, ownCluster, type AuroraParticipantProps } from "./names";

/** Gives a serverless member the least capacity of a role. */
export function scale(
  scope: MachineScope,
  props: AuroraParticipantProps,
  role: "active" | "standby",
): MachineStep {
  const { capacity } = props;
  const clusterIdentifier = ownCluster(scope, props);
  if (!capacity) throw new Error(`${clusterIdentifier} has no capacity that follows the role`);
  const minimum = capacity.minimumUnits[role];
  const id = role === "active" ? "raise-database-capacity" : "lower-database-capacity";
  const range = { MinCapacity: minimum, MaxCapacity: capacity.maximumUnits };
  const states: Fragment = {
    StartAt: `${id}: modify`,
    States: {
      [`${id}: modify`]: {
        ...call("rds:modifyDBCluster", {
          DbClusterIdentifier: clusterIdentifier,
          ServerlessV2ScalingConfiguration: range,
          ApplyImmediately: true,
        }),
        // A cluster that was just promoted takes no changes for a while.
        Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 5, BackoffRate: 1 }],
      },
    },
  };
  return {
    step: {
      id,
      phase: role === "active" ? "notify" : "re-protect",
      title: `${role === "active" ? "Raise" : "Lower"} the least capacity of the database to ${minimum} ACU`,
      participant: "database",
      calls: ["rds:ModifyDBCluster"],
      completion: "The call is accepted; the capacity follows by itself.",
      timeoutSeconds: 5 * 10 + 6 * 3,
      duration: DURATIONS.serverlessCapacity,
      repeatable: "The same range twice changes nothing.",
      compensation: "The next terraform apply proposes the same change.",
      mayFail: true,
      manual: [
        {
          command: `aws rds modify-db-cluster --region ${scope.region} --db-cluster-identifier ${clusterIdentifier} --serverless-v2-scaling-configuration MinCapacity=${minimum},MaxCapacity=${capacity.maximumUnits} --apply-immediately`,
        },
      ],
    },
    states: tolerant(states),
    statements: [
      {
        sid: "ScaleDatabase",
        actions: ["rds:ModifyDBCluster"],
        resources: [clusterArn(scope, props)],
      },
    ],
  };
}
