import { DURATIONS } from "../../durations";
import { call } from "../../machine/call";
import { tolerant, type Fragment } from "../../machine/fragment";
import { repeat } from "../../machine/repeat";
import type { MachineScope, MachineStep } from "../../machine/step";
import { datastoreStatements, type DatastoreParticipantProps } from "./names";

/** Between two looks at a promotion, in seconds. */
const LOOK_EVERY_SECONDS = 5;

/** A promotion that has not ended after this is given up: callers must not wait for their sessions any longer. */
const PROMOTION_SECONDS = DURATIONS.datastorePromotion.worstSeconds;

const ID = "promote-cache";

/** Makes the own member of the global datastore the one that takes writes. */
export function promoteCache(scope: MachineScope, props: DatastoreParticipantProps): MachineStep {
  const own = props.replicationGroupIds[scope.site];
  const { region } = scope;
  const find = `aws elasticache describe-global-replication-groups --region ${region} --show-member-info`;
  const idOf = `$(${find} --query "GlobalReplicationGroups[?Members[?ReplicationGroupId=='${own}']].GlobalReplicationGroupId" --output text)`;
  return {
    step: {
      id: ID,
      phase: "take over",
      title: `Promote the cache in ${region}`,
      participant: "cache",
      calls: ["elasticache:DescribeGlobalReplicationGroups", "elasticache:FailoverGlobalReplicationGroup"],
      completion: `${own} is the PRIMARY of its global datastore.`,
      timeoutSeconds: PROMOTION_SECONDS,
      duration: DURATIONS.datastorePromotion,
      repeatable:
        "It asks first who takes writes. A member that does is left alone, and a move under way is waited for.",
      compensation:
        "Without it the cache takes no writes here: nobody stays signed in. If it is refused for good, take the member out (docs/runbooks/cache-replication-lag.md).",
      mayFail: true,
      manual: [
        {
          command: `aws elasticache failover-global-replication-group --region ${region} --global-replication-group-id ${idOf} --primary-region ${region} --primary-replication-group-id ${own}`,
        },
        {
          command: `${find} --query "GlobalReplicationGroups[].Members[?ReplicationGroupId=='${own}'].Role[]" --output text`,
          expect: "PRIMARY",
        },
      ],
    },
    states: tolerant(promotion(region, own)),
    statements: datastoreStatements(scope, props),
  };
}

function promotion(region: string, own: string): Fragment {
  const datastore = `$states.result.GlobalReplicationGroups[Members[ReplicationGroupId = '${own}' and ReplicationGroupRegion = '${region}']]`;
  return repeat({
    id: ID,
    deadline: "cacheUntil",
    everySeconds: LOOK_EVERY_SECONDS,
    withinSeconds: PROMOTION_SECONDS,
    assign: { datastoreId: "" },
    round: {
      "who takes writes": call(
        "elasticache:describeGlobalReplicationGroups",
        { ShowMemberInfo: true },
        {
          assign: {
            datastoreId: `{% $exists(${datastore}) ? ${datastore}[0].GlobalReplicationGroupId : '' %}`,
            takesWrites: `{% $exists($states.result.GlobalReplicationGroups.Members[ReplicationGroupId = '${own}' and ReplicationGroupRegion = '${region}' and Role = 'PRIMARY']) %}`,
          },
          next: "decide",
          otherwise: "unknown",
        },
      ),
      // What was seen before is still the best that is known: the id does not change, and the time goes on.
      unknown: { Type: "Pass", Assign: { takesWrites: false }, Next: "decide" },
    },
    done: "$takesWrites",
    act: {
      choices: [{ Condition: "{% $datastoreId = '' %}", Next: "wait" }],
      otherwise: "fail over",
      states: {
        // Refused while the global datastore is modified, be it by a call before this one.
        "fail over": call(
          "elasticache:failoverGlobalReplicationGroup",
          {
            GlobalReplicationGroupId: "{% $datastoreId %}",
            PrimaryRegion: region,
            PrimaryReplicationGroupId: own,
          },
          { otherwise: "wait", next: "wait" },
        ),
      },
    },
    late: {
      error: "CachePromotionTimedOut",
      cause: `${own} takes no writes after ${PROMOTION_SECONDS} s. See docs/runbooks/cache-replication-lag.md.`,
    },
  });
}
