import {
  ElasticacheReplicationGroup,
  type ElasticacheReplicationGroupConfig,
} from "@cdktf/provider-aws/lib/elasticache-replication-group";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { providerOf, regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";
import type { Network } from "../network/network";
import { nodeIds, replicationGroupId } from "./names";
import { LOG_TYPES, RedisParts } from "./redis-parts";
import { REDIS, RedisUsers } from "./redis-users";
import { MULTI_AZ_NODES, type CacheSettings } from "./settings";

export const REDIS_PORT = 6379;

/**
 * What a global datastore decides for its members, and a failover moves (issues 38557, 46121 and 27875 of the provider,
 * read 2026-11). What is changed here is changed at the global datastore (docs/cache.md).
 */
const DECIDED_GLOBALLY = [
  "automatic_failover_enabled",
  "engine_version",
  "multi_az_enabled",
  "node_type",
  "num_cache_clusters",
  "parameter_group_name",
];

/**
 * What a cache is in a global datastore: the first member, from which the others take node type, version, encryption and
 * parameters, or a follower of the global datastore with this id.
 */
export type DatastoreMember =
  { readonly kind: "first" } | { readonly kind: "follower"; readonly globalReplicationGroupId: string };

/** What a cache is made from. */
export interface RedisCacheProps {
  readonly network: Network;
  readonly settings: CacheSettings;
  /** Encrypts what is stored, snapshots included. */
  readonly keyArn: string;
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
  /**
   * @default - in no global datastore: what is in the cache stays in its region
   */
  readonly member?: DatastoreMember;
}

/**
 * A cache for sessions: Redis with one shard, over zones, encrypted, with users that sign in by IAM.
 *
 * A single node is for environments that may be destroyed; everything else gets Multi-AZ with automatic failover.
 */
export class RedisCache extends Construct {
  /** Computed, so that alarms and policies that name it stay literal. */
  readonly replicationGroupId: string;
  /** Computed as well: the nodes in the order of their numbers, whichever of them writes. */
  readonly nodeIds: readonly string[];
  readonly securityGroup: SecurityGroup;
  /** With whom the service signs in. */
  readonly userId: string;
  /** Where is written: it follows an automatic failover within the region. Host only; TLS is required. */
  readonly primaryEndpointAddress: string;
  /** Where is read, from all replicas. */
  readonly readerEndpointAddress: string;
  readonly port = REDIS_PORT;
  readonly resource: ElasticacheReplicationGroup;
  private readonly parts: RedisParts;
  private readonly users: RedisUsers;

  /** @throws Error for a single node in a protected environment. */
  constructor(scope: Construct, id: string, props: RedisCacheProps) {
    super(scope, id);
    const site = siteOf(this);
    const nodes = props.settings.nodes[site];
    if (RegionalStack.of(this).isProtected && nodes < MULTI_AZ_NODES) {
      throw new Error(
        `${this.node.path}: a protected environment needs Multi-AZ: raise cache.nodes.${site} from ${nodes} to ${MULTI_AZ_NODES}`,
      );
    }
    this.replicationGroupId = replicationGroupId(this, site);
    this.nodeIds = nodeIds(this.replicationGroupId, nodes);
    const isFollower = props.member?.kind === "follower";
    this.parts = new RedisParts(this, "parts", {
      ...props,
      replicationGroupId: this.replicationGroupId,
      parameters: isFollower ? undefined : props.settings,
    });
    this.users = new RedisUsers(this, "users");
    this.securityGroup = this.parts.securityGroup;
    this.userId = this.users.userId;
    this.resource = new ElasticacheReplicationGroup(this, "Default", this.configuration(props, nodes));
    this.primaryEndpointAddress = this.resource.primaryEndpointAddress;
    this.readerEndpointAddress = this.resource.readerEndpointAddress;
    this.answerFindings(nodes, isFollower);
  }

  /** Lets a role sign in as the cache's user. */
  get connectStatements(): PolicyStatement[] {
    const prefix = `arn:aws:elasticache:${regionOf(this)}:${RegionalStack.of(this).environment.account}`;
    return [
      {
        sid: "SignInToCache",
        actions: ["elasticache:Connect"],
        resources: [`${prefix}:replicationgroup:${this.replicationGroupId}`, `${prefix}:user:${this.userId}`],
      },
    ];
  }

  private configuration(props: RedisCacheProps, nodes: number): ElasticacheReplicationGroupConfig {
    const { settings, member } = props;
    return {
      provider: providerOf(this),
      replicationGroupId: this.replicationGroupId,
      description: "Sessions and what is quicker to keep than to compute",
      ...(member?.kind === "follower"
        ? { globalReplicationGroupId: member.globalReplicationGroupId }
        : this.ownEngine(settings, nodes)),
      kmsKeyId: props.keyArn,
      numCacheClusters: nodes,
      port: REDIS_PORT,
      subnetGroupName: this.parts.subnetGroup.name,
      securityGroupIds: [this.parts.securityGroup.id],
      userGroupIds: [this.users.group.id],
      snapshotRetentionLimit: settings.snapshotRetentionDays,
      snapshotWindow: "03:00-05:00",
      maintenanceWindow: "sun:05:00-sun:07:00",
      ...(RegionalStack.of(this).isProtected && {
        finalSnapshotIdentifier: `${this.replicationGroupId}-final`,
      }),
      // Log delivery takes no other, and a change of a session cache can't wait for Sunday.
      applyImmediately: true,
      logDeliveryConfiguration: LOG_TYPES.map((logType) => ({
        logType,
        logFormat: "json",
        destinationType: "cloudwatch-logs",
        destination: this.parts.logGroups[logType].resource.name,
      })),
      // Creations of 40 min and more are known (provider issues 20111, 2048 and 33011, read 2026-11).
      timeouts: { create: "60m", update: "60m", delete: "60m" },
      ...(member && { lifecycle: { ignoreChanges: DECIDED_GLOBALLY } }),
    };
  }

  /** What a follower inherits, and must not say. */
  private ownEngine(settings: CacheSettings, nodes: number) {
    const isMultiAz = nodes >= MULTI_AZ_NODES;
    return {
      engine: REDIS,
      engineVersion: settings.engineVersion,
      nodeType: settings.nodeType,
      ...(this.parts.parameterGroup && { parameterGroupName: this.parts.parameterGroup.name }),
      automaticFailoverEnabled: isMultiAz,
      multiAzEnabled: isMultiAz,
      atRestEncryptionEnabled: "true",
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      autoMinorVersionUpgrade: "true",
    };
  }

  private answerFindings(nodes: number, isFollower: boolean): void {
    const inherited = "A follower takes it from the first member of the global datastore, where it is on.";
    const answer = (check: string, reason: string) => answerFinding(this.resource, check, reason);
    if (isFollower) {
      for (const check of ["CKV_AWS_29", "CKV_AWS_30", "CKV_AWS_31", "CKV2_AWS_50"]) answer(check, inherited);
    } else if (nodes < MULTI_AZ_NODES) {
      answer(
        "CKV2_AWS_50",
        "One node, as the environment wants it: it may be destroyed, and so may its sessions.",
      );
    }
  }
}
