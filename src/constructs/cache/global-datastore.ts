import { ElasticacheGlobalReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-global-replication-group";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import { globalDatastoreSuffix } from "./names";
import type { RedisCache } from "./redis-cache";

/**
 * What a failover moves, and what is changed at the global datastore by hand. With another primary group in it the plan
 * would make a new global datastore (provider issue 46121, read 2026-11).
 */
const MOVED_BY_OTHERS = [
  "automatic_failover_enabled",
  "cache_node_type",
  "engine_version",
  "num_node_groups",
  "primary_replication_group_id",
];

/**
 * A global datastore: what the primary site's cache takes is replicated into the DR site's. It belongs to the primary stack; the
 * DR site's cache joins it by its id.
 *
 * Which member takes writes is runtime data: the plan ignores what a failover changes.
 */
export class GlobalDatastore extends Construct {
  /** Known once it is made: AWS decides the first letters. The DR stack needs it, and reads it from the contract. */
  readonly globalReplicationGroupId: string;
  readonly resource: ElasticacheGlobalReplicationGroup;

  constructor(scope: Construct, id: string, { first }: { readonly first: RedisCache }) {
    super(scope, id);
    this.resource = new ElasticacheGlobalReplicationGroup(this, "Default", {
      provider: providerOf(this),
      globalReplicationGroupIdSuffix: globalDatastoreSuffix(this, first.thing),
      globalReplicationGroupDescription: "Sessions in both sites",
      primaryReplicationGroupId: first.resource.id,
      // The provider's own limits are 60, 60 and 20 min (its documentation, read 2026-11); members leave slowly.
      timeouts: { create: "60m", update: "60m", delete: "60m" },
      lifecycle: { ignoreChanges: MOVED_BY_OTHERS },
    });
    this.globalReplicationGroupId = this.resource.globalReplicationGroupId;
  }
}
