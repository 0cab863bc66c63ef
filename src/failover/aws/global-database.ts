import { after, type DatabaseMove, type Surroundings } from "./surroundings";
import { serviceError } from "./service";
import type { StoredValue } from "./store";

/** A member of a global database, as `DescribeGlobalClusters` lists it. */
interface Member {
  readonly db_cluster_arn: string;
  readonly is_writer: boolean;
}

/**
 * One Aurora global database: who writes, and what moves that.
 *
 * What Terraform reads back: of the global cluster `global_cluster_members` (provider, internal/service/rds/global_cluster.go,
 * flattenGlobalClusterMembers), of a member `replication_source_identifier`, the ARN of the writer that it follows, and
 * `global_cluster_identifier`, empty once it is detached (internal/service/rds/cluster.go; both read 2026-11).
 */
export class GlobalDatabase {
  #move: DatabaseMove | undefined;
  /** Members that are rebuilt on a new volume. */
  readonly #rebuilding = new Set<string>();

  constructor(
    private readonly world: Surroundings,
    private readonly identifier: string,
  ) {}

  get writer(): string | undefined {
    return this.members().find(({ is_writer }) => is_writer)?.db_cluster_arn;
  }

  /** As `DescribeGlobalClusters` tells it. */
  describe() {
    const { global_cluster_identifier, arn } = this.resource().attributes;
    const move = this.#move;
    return {
      GlobalClusterIdentifier: global_cluster_identifier,
      GlobalClusterArn: arn,
      Status: move ? (move.loses ? "failing-over" : "switching-over") : "available",
      GlobalClusterMembers: this.members().map((member) => ({
        DbClusterArn: member.db_cluster_arn,
        IsWriter: member.is_writer,
        Readers: [],
        SynchronizationStatus: this.#rebuilding.has(member.db_cluster_arn) ? "pending-resync" : "connected",
      })),
      ...(move && {
        FailoverState: {
          Status: move.loses ? "failing-over" : "switching-over",
          FromDbClusterArn: move.from,
          ToDbClusterArn: move.to,
          IsDataLossAllowed: move.loses,
        },
      }),
    };
  }

  /**
   * `FailoverGlobalCluster` with data loss allowed: the old writer is not asked. When its region answers, it is rebuilt as a
   * follower (Aurora User Guide, disaster recovery, read 2026-11).
   */
  failOver(to: string): void {
    const from = this.beginMove(to, true);
    after(this.world, this.world.duration("auroraFailover"), regionOf(to), () => {
      this.#rebuilding.add(from);
      this.setWriter(to);
      this.endMove("database moved");
      after(this.world, 0, regionOf(from), () => {
        after(this.world, this.world.duration("auroraRebuild"), regionOf(from), () => this.follow(from));
      });
    });
  }

  /**
   * `SwitchoverGlobalCluster`: waits until both have the same, and turns the replication around. It is called where the
   * writer is, and both must be well; otherwise the writer stays (Aurora User Guide, as above).
   *
   * @param region the one that was called.
   */
  switchOver(to: string, region: string): void {
    const { writer } = this;
    if (writer !== undefined && regionOf(writer) !== region) {
      throw invalidState(`The switchover must be called in ${regionOf(writer)}, where the writer is.`);
    }
    if (this.#rebuilding.size > 0) throw invalidState(`${[...this.#rebuilding].join()} is not synchronized.`);
    const from = this.beginMove(to, false);
    const { clock, duration, isUp } = this.world;
    clock.at(clock.now + duration("auroraSwitchover") * 1000, () => {
      if (!isUp(regionOf(from)) || !isUp(regionOf(to))) return this.endMove("database stayed");
      this.setWriter(to);
      this.setSource(from, to);
      return this.endMove("database moved");
    });
  }

  /**
   * `RemoveFromGlobalCluster`: the member stands alone and writes, at once; nothing stops the others.
   *
   * @throws AslError if it is no member, or the writer while others follow it.
   */
  detach(arn: string): void {
    const members = this.members();
    const member = members.find(({ db_cluster_arn }) => db_cluster_arn === arn);
    if (!member) throw serviceError("Rds", "DbClusterNotFoundException", `${arn} is no member.`);
    if (member.is_writer && members.length > 1) throw invalidState("The writer has to be removed last.");
    this.writeMembers(members.filter((other) => other !== member));
    this.#rebuilding.delete(arn);
    this.writeCluster(arn, { global_cluster_identifier: "", replication_source_identifier: null });
  }

  /** Whether the members take no changes now. */
  get isMoving(): boolean {
    return this.#move !== undefined;
  }

  private beginMove(to: string, loses: boolean): string {
    const { writer: from } = this;
    if (!this.members().some(({ db_cluster_arn }) => db_cluster_arn === to)) {
      throw serviceError("Rds", "DbClusterNotFoundException", `${to} is no member of ${this.identifier}.`);
    }
    if (from === undefined || from === to) throw invalidState(`${to} writes already.`);
    if (this.#move) throw invalidState(`${this.#move.to} is being promoted.`);
    if (this.#rebuilding.has(to)) throw invalidState(`${to} is not synchronized.`);
    this.#move = { from, to, loses, fences: true };
    this.world.tell({ type: "database moving", ...this.#move });
    return from;
  }

  private endMove(type: "database moved" | "database stayed"): void {
    const move = this.#move;
    this.#move = undefined;
    if (move) this.world.tell({ type, ...move });
  }

  private setWriter(arn: string): void {
    const members = this.members();
    this.writeMembers(
      members.map(({ db_cluster_arn }) => ({ db_cluster_arn, is_writer: db_cluster_arn === arn })),
    );
    this.writeCluster(arn, { replication_source_identifier: null });
  }

  private follow(arn: string): void {
    if (!this.#rebuilding.delete(arn)) return;
    this.setSource(arn, this.writer);
    this.world.tell({ type: "database follows", cluster: arn });
  }

  private setSource(arn: string, source: string | undefined): void {
    this.writeCluster(arn, { replication_source_identifier: source ?? null });
  }

  private members(): readonly Member[] {
    return (this.resource().attributes["global_cluster_members"] ?? []) as Member[];
  }

  private writeMembers(members: readonly Member[]): void {
    this.world.store.write(this.resource(), { global_cluster_members: members });
  }

  private writeCluster(arn: string, changes: Readonly<Record<string, unknown>>): void {
    const { store } = this.world;
    const cluster = store
      .find("aws_rds_cluster", regionOf(arn))
      .find(({ attributes }) => attributes["arn"] === arn);
    if (!cluster) throw new Error(`the member ${arn} does not exist`);
    store.write(cluster, changes);
  }

  private resource(): StoredValue {
    const found = this.world.store
      .find("aws_rds_global_cluster")
      .find(({ attributes }) => attributes["global_cluster_identifier"] === this.identifier);
    if (found) return found;
    throw serviceError("Rds", "GlobalClusterNotFoundException", `There is no ${this.identifier}.`);
  }
}

function invalidState(cause: string) {
  return serviceError("Rds", "InvalidGlobalClusterStateException", cause);
}

/** The region in an ARN. */
export function regionOf(arn: string): string {
  return arn.split(":")[3] ?? "";
}
