import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";

export const REDIS = "redis";

/**
 * Reads and writes keys; manages nothing. `INFO` is allowed by itself: clients ask it whether the server is ready.
 *
 * `-@all` is said although it goes without saying: ElastiCache adds it, and a plan would want it away again.
 */
const SERVICE_ACCESS = "on ~* -@all +@connection +@read +@write +@transaction +@scripting -@dangerous +info";

/** In cluster mode clients ask as well which shard has which keys (ioredis issue 1902, read 2026-11). */
const CLUSTER_ACCESS = `${SERVICE_ACCESS} +cluster|slots +cluster|shards +cluster|nodes`;

/** What the users of a cache are made from. */
export interface RedisUsersProps {
  /** The cache's thing in names. */
  readonly thing: string;
  /** Whether the cache is in cluster mode. */
  readonly isClustered: boolean;
}

/**
 * Who may use a cache: one user that signs in by IAM. There is no password, so nothing secret is in a state.
 *
 * A group of Redis users must hold one called `default`, with which clients that name no user sign in (provider issue
 * 25593, read 2026-11): here it is one that may do nothing.
 */
export class RedisUsers extends Construct {
  /** The user's id, which IAM asks to be its name as well. */
  readonly userId: string;
  readonly group: ElasticacheUserGroup;

  constructor(scope: Construct, id: string, { thing, isClustered }: RedisUsersProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.userId = nameFor(this, `${thing}-app`, "elastiCacheUser");
    const nobody = new ElasticacheUser(this, "default-user", {
      provider,
      engine: REDIS,
      userId: nameFor(this, `${thing}-default`, "elastiCacheUser"),
      userName: "default",
      accessString: "off -@all",
      authenticationMode: { type: "no-password-required" },
    });
    const service = new ElasticacheUser(this, "service-user", {
      provider,
      engine: REDIS,
      userId: this.userId,
      userName: this.userId,
      accessString: isClustered ? CLUSTER_ACCESS : SERVICE_ACCESS,
      authenticationMode: { type: "iam" },
    });
    this.group = new ElasticacheUserGroup(this, "Default", {
      provider,
      engine: REDIS,
      userGroupId: nameFor(this, thing, "elastiCacheUser"),
      userIds: [nobody.userId, service.userId],
    });
  }
}
