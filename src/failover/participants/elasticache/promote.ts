import { DURATIONS } from "../../durations";
import { call } from "../../machine/call";
import { FAILED, NEXT, tolerant, type Fragment } from "../../machine/fragment";
import { NOW_MS } from "../../machine/poll";
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

/** Asks, calls, waits, and asks again: a call that is refused, or whose answer is lost, is made again. */
function promotion(region: string, own: string): Fragment {
  const name = (what: string) => `${ID}: ${what}`;
  const again = { otherwise: name("wait"), next: name("wait") };
  const datastore = `$states.result.GlobalReplicationGroups[Members[ReplicationGroupId = '${own}' and ReplicationGroupRegion = '${region}']]`;
  return {
    StartAt: name("start"),
    States: {
      [name("start")]: {
        Type: "Pass",
        Assign: { cacheUntil: `{% ${NOW_MS} + ${PROMOTION_SECONDS * 1000} %}`, datastoreId: "" },
        Next: name("who takes writes"),
      },
      [name("who takes writes")]: call(
        "elasticache:describeGlobalReplicationGroups",
        { ShowMemberInfo: true },
        {
          assign: {
            datastoreId: `{% $exists(${datastore}) ? ${datastore}[0].GlobalReplicationGroupId : '' %}`,
            takesWrites: `{% $exists($states.result.GlobalReplicationGroups.Members[ReplicationGroupId = '${own}' and ReplicationGroupRegion = '${region}' and Role = 'PRIMARY']) %}`,
          },
          next: name("decide"),
          otherwise: name("unknown"),
        },
      ),
      // What was seen before is still the best that is known: the id does not change, and the time goes on.
      [name("unknown")]: { Type: "Pass", Assign: { takesWrites: false }, Next: name("decide") },
      [name("decide")]: {
        Type: "Choice",
        Choices: [
          { Condition: "{% $takesWrites %}", Next: NEXT },
          {
            Condition: `{% ${NOW_MS} >= $cacheUntil %}`,
            Assign: {
              error: {
                Error: "CachePromotionTimedOut",
                Cause: `${own} takes no writes after ${PROMOTION_SECONDS} s. See docs/runbooks/cache-replication-lag.md.`,
              },
            },
            Next: FAILED,
          },
          { Condition: "{% $datastoreId = '' %}", Next: name("wait") },
        ],
        Default: name("fail over"),
      },
      // Refused while the global datastore is modified, be it by a call before this one.
      [name("fail over")]: call(
        "elasticache:failoverGlobalReplicationGroup",
        {
          GlobalReplicationGroupId: "{% $datastoreId %}",
          PrimaryRegion: region,
          PrimaryReplicationGroupId: own,
        },
        again,
      ),
      [name("wait")]: { Type: "Wait", Seconds: LOOK_EVERY_SECONDS, Next: name("who takes writes") },
    },
  };
}
