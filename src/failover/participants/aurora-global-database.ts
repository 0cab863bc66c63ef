import { SITES, type PerSite, type Site } from "../../config/site";
import type { TaskState } from "../asl/model";
import type { PolicyStatement } from "../../constructs/iam/policy-document";
import { DURATIONS } from "../durations";
import { call, invoke } from "../machine/call";
import { FAILED, NEXT, tolerant, type Fragment } from "../machine/fragment";
import { NOW_MS, poll } from "../machine/poll";
import { REMOTE_SECONDS } from "../machine/record/remote";
import type { MachineScope, MachineStep } from "../machine/step";
import type { Participant } from "../participant";
import type { Step } from "../plan/model";

/** Between two looks at a promotion, in seconds. */
const LOOK_EVERY_SECONDS = 5;

/** A promotion that has not moved the writer after this is given up: the worst that anybody has published. */
const PROMOTION_SECONDS = DURATIONS.auroraFailover.worstSeconds;

/** Between two looks at a member that is rebuilt, in seconds, and when people are told that it takes too long. */
const REBUILD = { lookEverySeconds: 120, withinSeconds: DURATIONS.auroraRebuild.worstSeconds };

/** What the database takes part with. */
export interface AuroraParticipantProps {
  readonly globalClusterIdentifier: string;
  /** The member of each site. */
  readonly clusterIdentifiers: PerSite<string>;
  /**
   * The scaling range of a serverless member, which follows the role.
   *
   * @default - provisioned instances: the same size in either role
   */
  readonly capacity?: {
    readonly minimumUnits: { readonly active: number; readonly standby: number };
    readonly maximumUnits: number;
  };
}

/** An Aurora global database: its writer moves to the site's own member. */
export function auroraGlobalDatabase(props: AuroraParticipantProps): Participant {
  return {
    name: "database",
    takeOver: (scope) => [promote(scope, props)],
    ...(props.capacity && { settle: (scope: MachineScope) => [scale(scope, props, "active")] }),
    reprotect: (scope) => [follow(scope, props), ...(props.capacity ? [scale(scope, props, "standby")] : [])],
    recoveryPoints: [
      {
        datastore: "database",
        mechanism: "Aurora global database: asynchronous replication of the storage",
        loss: DURATIONS.auroraLag,
        bound: { none: true, alarm: "database-lag-critical" },
      },
    ],
  };
}

function promote(scope: MachineScope, props: AuroraParticipantProps): MachineStep {
  const { globalClusterIdentifier } = props;
  const clusterIdentifier = ownCluster(scope, props);
  const { region, otherRegion } = scope;
  const arn = clusterArn(scope, props);
  const step: Step = {
    id: "promote-database",
    phase: "take over",
    title: `Promote the database in ${region}`,
    participant: "database",
    calls: ["rds:DescribeGlobalClusters", "rds:FailoverGlobalCluster"],
    completion: `The member list of ${globalClusterIdentifier} names ${clusterIdentifier} as the writer.`,
    timeoutSeconds: PROMOTION_SECONDS,
    duration: DURATIONS.auroraFailover,
    switchoverDuration: DURATIONS.auroraSwitchover,
    repeatable:
      "It asks first who writes. A member that writes is left alone, and a promotion under way is waited for.",
    compensation:
      "There is no way back but a switchover once both members are healthy. If the call is refused for good, detach the member (docs/runbooks/failover.md).",
    mayFail: false,
    manual: [
      {
        command: `aws rds failover-global-cluster --region ${region} --global-cluster-identifier ${globalClusterIdentifier} --target-db-cluster-identifier ${arn} --allow-data-loss`,
        when: `${otherRegion} is lost`,
      },
      {
        command: `aws rds switchover-global-cluster --region ${otherRegion} --global-cluster-identifier ${globalClusterIdentifier} --target-db-cluster-identifier ${arn}`,
        when: "both regions are healthy",
      },
      {
        command: `aws rds describe-global-clusters --region ${region} --global-cluster-identifier ${globalClusterIdentifier} --query 'GlobalClusters[0].GlobalClusterMembers[?IsWriter].DBClusterArn' --output text`,
        expect: arn,
      },
    ],
  };
  return {
    step,
    states: promotion(scope, props, arn),
    statements: [
      {
        sid: "PromoteDatabase",
        actions: ["rds:FailoverGlobalCluster"],
        // As AWS writes it for ARC Region switch, with both members (its guide, sample policy of the Aurora block, read 2026-11).
        resources: [globalClusterArn(scope, props), ...SITES.map((site) => memberArn(scope, props, site))],
      },
      DESCRIBE,
    ],
  };
}

/** Asks, calls, waits, and asks again: a call that is refused, or whose answer is lost, is made again. */
function promotion(scope: MachineScope, props: AuroraParticipantProps, arn: string): Fragment {
  const name = (what: string) => `promote-database: ${what}`;
  const { globalClusterIdentifier } = props;
  const again = { otherwise: name("wait"), next: name("wait") };
  return {
    StartAt: name("start"),
    States: {
      [name("start")]: {
        Type: "Pass",
        Assign: { promoteUntil: `{% ${NOW_MS} + ${PROMOTION_SECONDS * 1000} %}` },
        Next: name("who writes"),
      },
      [name("who writes")]: once(
        call("rds:describeGlobalClusters", { GlobalClusterIdentifier: globalClusterIdentifier }),
        {
          Assign: {
            isWriter: `{% $exists($states.result.GlobalClusters.GlobalClusterMembers[DbClusterArn = '${arn}' and IsWriter]) %}`,
            isMoving: "{% $exists($states.result.GlobalClusters.FailoverState.Status) %}",
          },
          Next: name("decide"),
        },
        // Nobody says whether this answers while the other region is lost: then the promotion is asked for blindly.
        { isWriter: "{% false %}", isMoving: "{% false %}" },
      ),
      [name("decide")]: {
        Type: "Choice",
        Choices: [
          { Condition: "{% $isWriter %}", Next: NEXT },
          {
            Condition: `{% ${NOW_MS} >= $promoteUntil %}`,
            Assign: {
              error: {
                Error: "PromotionTimedOut",
                Cause: `${ownCluster(scope, props)} does not write after ${PROMOTION_SECONDS} s. See docs/runbooks/failover.md.`,
              },
            },
            Next: FAILED,
          },
          { Condition: "{% $isMoving %}", Next: name("wait") },
          { Condition: "{% $mode = 'switchover' %}", Next: name("switch over") },
        ],
        Default: name("fail over"),
      },
      [name("fail over")]: call(
        "rds:failoverGlobalCluster",
        {
          GlobalClusterIdentifier: globalClusterIdentifier,
          TargetDbClusterIdentifier: arn,
          AllowDataLoss: true,
        },
        again,
      ),
      // A switchover is asked for in the region of the writer.
      [name("switch over")]: invoke(scope.otherSiteArn, { action: "switch-over" }, REMOTE_SECONDS, again),
      [name("wait")]: { Type: "Wait", Seconds: LOOK_EVERY_SECONDS, Next: name("who writes") },
    },
  };
}

/** One attempt, and an answer for the case that there is none. */
function once(
  { Retry: _retry, Catch: _catch, ...state }: TaskState,
  going: Pick<TaskState, "Assign" | "Next">,
  unknown: Readonly<Record<string, string>>,
): TaskState {
  return {
    ...state,
    ...going,
    Catch: [{ ErrorEquals: ["States.ALL"], Next: going.Next ?? NEXT, Assign: unknown }],
  };
}

function follow(scope: MachineScope, props: AuroraParticipantProps): MachineStep {
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

function scale(scope: MachineScope, props: AuroraParticipantProps, role: "active" | "standby"): MachineStep {
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

function ownCluster({ site }: MachineScope, { clusterIdentifiers }: AuroraParticipantProps): string {
  return clusterIdentifiers[site];
}

function clusterArn(scope: MachineScope, props: AuroraParticipantProps): string {
  return memberArn(scope, props, scope.site);
}

function memberArn(scope: MachineScope, { clusterIdentifiers }: AuroraParticipantProps, site: Site): string {
  const { account, region, otherRegion } = scope;
  return `arn:aws:rds:${site === scope.site ? region : otherRegion}:${account}:cluster:${clusterIdentifiers[site]}`;
}

/** A global cluster belongs to no region. */
function globalClusterArn({ account }: MachineScope, props: AuroraParticipantProps): string {
  return `arn:aws:rds::${account}:global-cluster:${props.globalClusterIdentifier}`;
}

const DESCRIBE: PolicyStatement = {
  sid: "DescribeGlobalDatabase",
  actions: ["rds:DescribeGlobalClusters"],
  resources: ["*"],
  wildcardReason: "AWS's own policies for global databases name no resource for reading them.",
};
