import { regionOf } from "../global-database";
import { serviceError } from "../service";
import type { Attributes, StoredValue } from "../store";
import { after, type DurationName, type Surroundings } from "../surroundings";

const TYPE = "aws_db_instance";

/**
 * Instances of RDS, and the replicas that follow them across regions.
 *
 * What Terraform reads back: `replicate_source_db`, empty once the replica is promoted, `multi_az`, `deletion_protection` and the
 * settings of backups (provider, internal/service/rds/instance.go, read 2026-11). An instance that is made under the identifier of one
 * that was deleted keeps its `id` here, although AWS gives it another: the provider finds it by its identifier.
 *
 * Nothing stops an instance whose replica was promoted: it takes writes until it is deleted.
 */
export class DatabaseInstances {
  /** What is done to an instance now, by its ARN: as `DBInstanceStatus` says it. */
  readonly #busy = new Map<string, string>();
  /** Instances that were deleted, by their ARN. */
  readonly #gone = new Map<string, StoredValue>();
  /** The one that was promoted last, by the instance that it followed. */
  readonly #promoted = new Map<string, string>();
  readonly #snapshots = new Set<string>();

  constructor(private readonly world: Surroundings) {}

  /** Who writes, as far as this model knows: who was promoted last, or has a replica. */
  writers(): string[] {
    const sources = this.world.store.find(TYPE).flatMap(({ attributes }) => sourceOf(attributes) ?? []);
    return [...new Set([...this.#promoted.values(), ...sources])].filter((arn) => !this.#promoted.has(arn));
  }

  /** Whether something is under way that no execution waits for. */
  get areBusy(): boolean {
    return this.#busy.size > 0;
  }

  /** @throws AslError where there is none. */
  find(identifier: string, region: string): StoredValue {
    const found = this.world.store
      .find(TYPE, region)
      .find(({ attributes }) => attributes["identifier"] === identifier);
    if (found) return found;
    throw serviceError("Rds", "DbInstanceNotFoundException", `DBInstance ${identifier} not found.`);
  }

  statusOf({ attributes }: StoredValue): string {
    return this.#busy.get(arnOf(attributes)) ?? "available";
  }

  /** The source of a replica; undefined for others. */
  sourceOf({ attributes }: StoredValue): string | undefined {
    return sourceOf(attributes);
  }

  /** `PromoteReadReplica`: it reboots and is then on its own (RDS User Guide, promoting a read replica, read 2026-11). */
  promote(instance: StoredValue, settings: Attributes): void {
    const to = arnOf(instance.attributes);
    const from = sourceOf(instance.attributes);
    if (from === undefined) throw notNow(`${to} is not a read replica.`);
    this.refuseBusy(instance);
    const move = { from, to, loses: true, fences: false };
    this.world.tell({ type: "database moving", ...move });
    this.during(to, "modifying", "rdsPromotion", () => {
      this.write(to, { ...settings, replicate_source_db: null });
      this.#promoted.delete(to);
      this.#promoted.set(from, to);
      this.world.tell({ type: "database moved", ...move });
    });
  }

  /** `ModifyDBInstance`, at once: the protection is changed in a moment, and the rest while it is `modifying`. */
  modify(instance: StoredValue, protection: boolean | undefined, wanted: Attributes): void {
    this.refuseBusy(instance);
    const arn = arnOf(instance.attributes);
    if (protection !== undefined) this.write(arn, { deletion_protection: protection });
    const changes = Object.entries(wanted).filter(([name, value]) => instance.attributes[name] !== value);
    if (changes.length === 0) return;
    const takes = changes.some(([name]) => name === "multi_az") ? "multiAzConversion" : "replicaSettings";
    this.during(arn, "modifying", takes, () => this.write(arn, Object.fromEntries(changes)));
  }

  /** `DeleteDBInstance`. */
  delete(instance: StoredValue, snapshot: string | undefined): void {
    const { attributes } = instance;
    const arn = arnOf(attributes);
    this.refuseBusy(instance);
    if (attributes["deletion_protection"] === true) {
      throw serviceError("Rds", "RdsException", `Cannot delete protected DB Instance ${arn}.`);
    }
    if (snapshot !== undefined && sourceOf(attributes) !== undefined) {
      throw serviceError("Rds", "RdsException", "A replica gives no final snapshot.");
    }
    if (snapshot !== undefined && this.#snapshots.has(snapshot)) {
      throw serviceError("Rds", "DbSnapshotAlreadyExistsException", `${snapshot} exists.`);
    }
    if (snapshot !== undefined) this.#snapshots.add(snapshot);
    this.during(arn, "deleting", "staleDeletion", () => {
      const now = this.byArn(arn);
      this.world.store.remove(now);
      this.#gone.set(arn, now);
      this.world.tell({ type: "database gone", instance: arn });
    });
  }

  /** `CreateDBInstanceReadReplica`, under the identifier of an instance that was deleted. */
  replicate(identifier: string, region: string, sourceArn: string, settings: Attributes): void {
    const exists = this.world.store
      .find(TYPE, region)
      .some(({ attributes }) => attributes["identifier"] === identifier);
    if (exists) throw serviceError("Rds", "DbInstanceAlreadyExistsException", `${identifier} exists.`);
    if (!this.world.isUp(regionOf(sourceArn))) throw notNow(`${regionOf(sourceArn)} does not answer.`);
    const source = this.byArn(sourceArn);
    this.refuseBusy(source);
    if (sourceOf(source.attributes) !== undefined) throw notNow(`${sourceArn} is a replica itself.`);
    const before = [...this.#gone.values()].find(
      (gone) => gone.region === region && gone.attributes["identifier"] === identifier,
    );
    if (!before) throw new Error(`the model makes an instance only where one was: not ${identifier}`);
    const arn = arnOf(before.attributes);
    this.#gone.delete(arn);
    this.world.store.restore(before);
    // A replica has no backups at first.
    this.write(arn, { ...settings, backup_retention_period: 0, replicate_source_db: sourceArn });
    this.during(arn, "creating", "replicaRebuild", () =>
      this.world.tell({ type: "database follows", cluster: arn }),
    );
  }

  private during(arn: string, status: string, takes: DurationName, change: () => void): void {
    this.#busy.set(arn, status);
    after(this.world, this.world.duration(takes), regionOf(arn), () => {
      this.#busy.delete(arn);
      change();
    });
  }

  private refuseBusy(instance: StoredValue): void {
    const status = this.statusOf(instance);
    if (status !== "available") throw notNow(`${arnOf(instance.attributes)} is ${status}.`);
  }

  private byArn(arn: string): StoredValue {
    const found = this.world.store
      .find(TYPE, regionOf(arn))
      .find(({ attributes }) => attributes["arn"] === arn);
    if (found) return found;
    throw serviceError("Rds", "DbInstanceNotFoundException", `${arn} not found.`);
  }

  /** What Terraform does not read of this instance is not written. */
  private write(arn: string, changes: Attributes): void {
    const instance = this.byArn(arn);
    const read = Object.entries(changes).filter(([name]) => name in instance.attributes);
    this.world.store.write(instance, Object.fromEntries(read));
  }
}

function sourceOf(attributes: Attributes): string | undefined {
  const source = attributes["replicate_source_db"];
  return typeof source === "string" && source !== "" ? source : undefined;
}

function arnOf(attributes: Attributes): string {
  return String(attributes["arn"]);
}

function notNow(cause: string) {
  return serviceError("Rds", "InvalidDbInstanceStateException", cause);
}
