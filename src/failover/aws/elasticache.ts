import { serviceError, type Service } from "./service";
import type { StoredValue } from "./store";
import { after, type Surroundings } from "./surroundings";

const DATASTORE = "aws_elasticache_global_replication_group";
const GROUP = "aws_elasticache_replication_group";

interface Failover {
  readonly GlobalReplicationGroupId: string;
  readonly PrimaryRegion: string;
  readonly PrimaryReplicationGroupId: string;
}

/**
 * Amazon ElastiCache, as far as global datastores go: who takes writes, and what moves that.
 *
 * What Terraform reads back: of the global replication group `primary_replication_group_id`, the member whose role is PRIMARY
 * (provider, internal/service/elasticache/global_replication_group.go, flattenGlobalReplicationGroupPrimaryGroupID); of a
 * replication group nothing that a promotion changes (internal/service/elasticache/replication_group.go; both read 2026-11).
 *
 * AWS's documents disagree on whether a promotion works while the old region is lost (User Guide, "Promoting the secondary
 * cluster to primary", against AWS's guide for agents, read 2026-11). Here it does not: that is the worse case.
 */
export class ElastiCache {
  /** Where global datastores are moving their writes to, by id. */
  readonly #moving = new Set<string>();

  constructor(private readonly world: Surroundings) {}

  readonly actions: Service = {
    describeGlobalReplicationGroups: ({ ShowMemberInfo }: { readonly ShowMemberInfo?: boolean }) => ({
      GlobalReplicationGroups: this.world.store
        .find(DATASTORE)
        .map((datastore) => this.describe(datastore, ShowMemberInfo === true)),
    }),
    failoverGlobalReplicationGroup: (args: Failover) => this.failOver(args),
  };

  private failOver({ GlobalReplicationGroupId: id, PrimaryRegion, PrimaryReplicationGroupId }: Failover) {
    const { store, duration, isUp } = this.world;
    const datastore = store.find(DATASTORE).find((candidate) => idOf(candidate) === id);
    if (!datastore) {
      throw serviceError("ElastiCache", "GlobalReplicationGroupNotFoundException", `There is no ${id}.`);
    }
    const member = this.members(datastore).find(
      ({ region, attributes }) =>
        region === PrimaryRegion && attributes["replication_group_id"] === PrimaryReplicationGroupId,
    );
    if (!member) {
      const cause = `${PrimaryReplicationGroupId} in ${PrimaryRegion} is no member of ${id}.`;
      throw serviceError("ElastiCache", "InvalidParameterValueException", cause);
    }
    if (this.#moving.has(id) || isPrimary(datastore, member))
      throw invalidState(`${id} takes no change now.`);
    const lost = this.members(datastore).find(({ region }) => !isUp(region));
    if (lost) throw invalidState(`${lost.id} in ${lost.region} does not answer.`);
    this.#moving.add(id);
    after(this.world, duration("datastorePromotion"), PrimaryRegion, () => {
      this.#moving.delete(id);
      store.write(datastore, { primary_replication_group_id: PrimaryReplicationGroupId });
    });
    return { GlobalReplicationGroup: this.describe(datastore, false) };
  }

  private describe(datastore: StoredValue, withMembers: boolean) {
    const id = idOf(datastore);
    const isMoving = this.#moving.has(id);
    return {
      GlobalReplicationGroupId: id,
      Status: isMoving ? "modifying" : "available",
      ...(withMembers && {
        Members: this.members(datastore).map((member) => ({
          ReplicationGroupId: member.attributes["replication_group_id"],
          ReplicationGroupRegion: member.region,
          Role: isPrimary(datastore, member) ? "PRIMARY" : "SECONDARY",
          Status: isMoving ? "modifying" : "associated",
        })),
      }),
    };
  }

  /**
   * The group that it was made from, and those that joined it. The id by which they did may be known to Terraform only, and a
   * system has one global datastore at most.
   */
  private members(datastore: StoredValue): readonly StoredValue[] {
    const joined = ({ attributes }: StoredValue) => Boolean(attributes["global_replication_group_id"]);
    return this.world.store.find(GROUP).filter((group) => joined(group) || group.region === datastore.region);
  }
}

function idOf({ id, attributes }: StoredValue): string {
  const given = attributes["global_replication_group_id"];
  return typeof given === "string" && given !== "" ? given : id;
}

function isPrimary(datastore: StoredValue, { attributes }: StoredValue): boolean {
  return datastore.attributes["primary_replication_group_id"] === attributes["replication_group_id"];
}

function invalidState(cause: string) {
  return serviceError("ElastiCache", "InvalidGlobalReplicationGroupStateException", cause);
}
