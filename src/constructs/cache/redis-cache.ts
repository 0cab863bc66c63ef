import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { providerOf, regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";
import type { Network } from "../network/network";
import { groupArguments, REDIS_PORT, type DatastoreMember, type RedisSettings } from "./group-arguments";
import { CACHE, nodeIds, nodeIdsByShard, replicationGroupId } from "./names";
import type { CacheNodes } from "./node-arguments";
import { RedisParts, type LogType } from "./redis-parts";
import { RedisUsers } from "./redis-users";
import { MULTI_AZ_NODES } from "./settings";

/** What a cache is made from. */
export interface RedisCacheProps {
  readonly network: Network;
  /**
   * What the environment says of it. With shards it is in cluster mode, even if it has one: clients must speak it.
   */
  readonly settings: RedisSettings;
  /** Encrypts what is stored, snapshots included. */
  readonly keyArn: string;
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
  /**
   * @default - in no global datastore: what is in the cache stays in its region
   */
  readonly member?: DatastoreMember;
  /**
   * What it is called in names: `<system>-<thing>-<suffix>`.
   *
   * @default "cache"
   */
  readonly thing?: string;
  /**
   * Names of log groups.
   *
   * @default - `/aws/vendedlogs/elasticache/<group>/<log type>`
   */
  readonly logGroupNames?: Readonly<Partial<Record<LogType, string>>>;
}

/**
 * A cache for sessions: Redis with one shard or in cluster mode, over zones, encrypted, with users that sign in by IAM.
 *
 * A single node is for environments that may be destroyed; everything else gets Multi-AZ with automatic failover.
 */
export class RedisCache extends Construct {
  /** What it is called in names. */
  readonly thing: string;
  /** Computed, so that alarms and policies that name it stay literal. */
  readonly replicationGroupId: string;
  /** Computed as well: the nodes in the order of their numbers, whichever of them writes. */
  readonly nodeIds: readonly string[];
  /** The nodes of each shard, by its id such as `0001`; undefined outside of cluster mode. */
  readonly nodeIdsByShard: Readonly<Record<string, readonly string[]>> | undefined;
  readonly securityGroup: SecurityGroup;
  /** With whom the service signs in. */
  readonly userId: string;
  readonly port = REDIS_PORT;
  readonly resource: ElasticacheReplicationGroup;
  private readonly parts: RedisParts;
  private readonly users: RedisUsers;

  /** @throws Error for a single node in a protected environment, and for cluster mode in a global datastore. */
  constructor(scope: Construct, id: string, props: RedisCacheProps) {
    super(scope, id);
    const site = siteOf(this);
    const { settings, member, thing = CACHE } = props;
    const nodes: CacheNodes = {
      shards: "shards" in settings ? settings.shards : undefined,
      nodes: settings.nodes[site],
    };
    this.check(nodes, member);
    const isClustered = nodes.shards !== undefined;
    this.thing = thing;
    this.replicationGroupId = replicationGroupId(this, site, thing);
    this.nodeIdsByShard =
      nodes.shards === undefined
        ? undefined
        : nodeIdsByShard(this.replicationGroupId, nodes.shards, nodes.nodes);
    this.nodeIds = this.nodeIdsByShard
      ? Object.values(this.nodeIdsByShard).flat()
      : nodeIds(this.replicationGroupId, nodes.nodes);
    const isFollower = member?.kind === "follower";
    this.parts = new RedisParts(this, "parts", {
      ...props,
      thing,
      replicationGroupId: this.replicationGroupId,
      parameters: isFollower ? undefined : { ...settings, isClustered },
    });
    this.users = new RedisUsers(this, "users", { thing, isClustered });
    this.securityGroup = this.parts.securityGroup;
    this.userId = this.users.userId;
    this.resource = new ElasticacheReplicationGroup(this, "Default", {
      provider: providerOf(this),
      ...groupArguments({
        ...props,
        replicationGroupId: this.replicationGroupId,
        nodes,
        parts: this.parts,
        users: this.users,
        isProtected: RegionalStack.of(this).isProtected,
      }),
    });
    this.answerFindings(nodes, isFollower);
  }

  /**
   * Where is written: it follows an automatic failover within the region. Host only; TLS is required.
   *
   * @throws Error in cluster mode, which has no such endpoint.
   */
  get primaryEndpointAddress(): string {
    this.refuseInClusterMode();
    return this.resource.primaryEndpointAddress;
  }

  /**
   * Where is read, from all replicas.
   *
   * @throws Error in cluster mode, which has no such endpoint.
   */
  get readerEndpointAddress(): string {
    this.refuseInClusterMode();
    return this.resource.readerEndpointAddress;
  }

  /**
   * Where a client of cluster mode asks which node has which keys. Host only; TLS is required.
   *
   * @throws Error outside of cluster mode, where there is no such endpoint.
   */
  get configurationEndpointAddress(): string {
    if (!this.nodeIdsByShard) {
      throw new Error(`${this.node.path}: without cluster mode, connect to primaryEndpointAddress`);
    }
    return this.resource.configurationEndpointAddress;
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

  private check({ shards, nodes }: CacheNodes, member: DatastoreMember | undefined): void {
    const site = siteOf(this);
    if (RegionalStack.of(this).isProtected && nodes < MULTI_AZ_NODES) {
      throw new Error(
        `${this.node.path}: a protected environment needs Multi-AZ: raise cache.nodes.${site} from ${nodes} to ${MULTI_AZ_NODES}`,
      );
    }
    // The provider takes no number of shards for a follower, so nobody would change it later.
    if (member && shards !== undefined) {
      throw new Error(`${this.node.path}: a cache in cluster mode can't be in a global datastore`);
    }
  }

  private refuseInClusterMode(): void {
    if (!this.nodeIdsByShard) return;
    throw new Error(`${this.node.path}: in cluster mode, connect to configurationEndpointAddress`);
  }

  private answerFindings({ shards, nodes }: CacheNodes, isFollower: boolean): void {
    const inherited = "A follower takes it from the first member of the global datastore, where it is on.";
    const answer = (check: string, reason: string) => answerFinding(this.resource, check, reason);
    if (isFollower) {
      for (const check of ["CKV_AWS_29", "CKV_AWS_30", "CKV_AWS_31", "CKV2_AWS_50"]) answer(check, inherited);
    } else if (shards === undefined && nodes < MULTI_AZ_NODES) {
      answer(
        "CKV2_AWS_50",
        "One node, as the environment wants it: it may be destroyed, and so may its sessions.",
      );
    }
  }
}
