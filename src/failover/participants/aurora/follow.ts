import { DURATIONS } from "../../durations";
import { call } from "../../machine/call";
import { poll } from "../../machine/poll";
import type { MachineScope, MachineStep } from "../../machine/step";
import { clusterArn, DESCRIBE, ownCluster, type AuroraParticipantProps } from "./names";

/** Between two looks at a member that is rebuilt, in seconds, and when people are told that it takes too long. */
const REBUILD = { lookEverySeconds: 120, withinSeconds: DURATIONS.auroraRebuild.worstSeconds };

/** Waits until the member follows the new writer. */
export function follow(scope: MachineScope, props: AuroraParticipantProps): MachineStep {
  const { globalClusterIdentifier } = props;
  const clusterIdentifier = ownCluster(scope, props);
  const arn = clusterArn(scope, props);
  const member = `$states.result.GlobalClusters.GlobalClusterMembers[DbClusterArn = '${arn}']`;
  return {
    step: {
      id: "follow-database",
      phase: "re-protect",
      title: `Wait until the database in ${scope.region} follows again`,
      participant: "database",
      calls: ["rds:DescribeGlobalClusters"],
      completion: `${clusterIdentifier} is a reader of ${globalClusterIdentifier} and its synchronization is connected.`,
      timeoutSeconds: REBUILD.withinSeconds,
      duration: DURATIONS.auroraRebuild,
      repeatable: "It only looks.",
      compensation:
        "Aurora rebuilds the member by itself. If it does not, remove it and apply the stack again (docs/runbooks/failback.md).",
      mayFail: false,
      manual: [
        {
          command: `aws rds describe-global-clusters --region ${scope.region} --global-cluster-identifier ${globalClusterIdentifier} --query 'GlobalClusters[0].GlobalClusterMembers[].[DBClusterArn,IsWriter,SynchronizationStatus]' --output text`,
          expect: `${arn} False connected`,
        },
      ],
    },
    states: poll({
      id: "follow-database",
      look: call("rds:describeGlobalClusters", { GlobalClusterIdentifier: globalClusterIdentifier }),
      done: `$exists(${member}[$not(IsWriter) and SynchronizationStatus = 'connected']) and $not($exists($states.result.GlobalClusters.FailoverState.Status))`,
      everySeconds: REBUILD.lookEverySeconds,
      withinSeconds: REBUILD.withinSeconds,
      otherwise: {
        error: "DatabaseDoesNotFollow",
        cause: `${clusterIdentifier} does not follow after ${REBUILD.withinSeconds / 3600} h: nothing protects the database.`,
      },
    }),
    statements: [DESCRIBE],
  };
}
