import { serviceError, type Service } from "./service";
import { blockOf, type StoredValue } from "./store";
import { after, type FileProtection, type Surroundings } from "./surroundings";

const FILE_SYSTEM = "aws_efs_file_system";
const REPLICATION = "aws_efs_replication_configuration";

/**
 * Amazon EFS, as far as replication goes: which file system is a copy, and what lets it take writes.
 *
 * What Terraform reads back: of a file system `protection.replication_overwrite` (provider, internal/service/efs/file_system.go), and
 * whether its region still knows a replication that it is the source of (internal/service/efs/replication_configuration.go; both read
 * 2026-11). The half that the copy's region knows shows in the copy's protection alone.
 *
 * Sources: EFS API reference (DeleteReplicationConfiguration, UpdateFileSystemProtection, Destination), read 2026-11. Whether a deletion
 * on both sides fails while the other region is lost, AWS does not say; here it does.
 */
export class Efs {
  /** Copies that are being released, by their id. */
  readonly #releasing = new Set<string>();
  /** Replications whose source's region has deleted its half, by the copy's id. */
  readonly #halves = new Map<string, StoredValue>();
  /** What the copies have, by their id: everything until then, in milliseconds on the clock. */
  readonly #completeUntil = new Map<string, number>();
  /** How far the copies are behind, in seconds; one number for a run. */
  #lagSeconds: number | undefined;

  constructor(private readonly world: Surroundings) {}

  readonly actions: Service = {
    describeFileSystems: ({ CreationToken }: { readonly CreationToken: string }, region: string) => ({
      FileSystems: this.world.store
        .find(FILE_SYSTEM, region)
        .filter(({ attributes }) => attributes["creation_token"] === CreationToken)
        .map((fileSystem) => ({
          FileSystemId: fileSystem.id,
          LifeCycleState: "available",
          FileSystemProtection: { ReplicationOverwriteProtection: protectionOf(fileSystem) },
        })),
    }),
    describeReplicationConfigurations: ({ FileSystemId: id }: FileSystem, region: string) => {
      const replication = this.replicationOf(this.fileSystem(id, region));
      if (!replication) throw notFound(`${id} is in no replication.`);
      const { source_file_system_id: source } = replication.attributes;
      return {
        Replications: [{ SourceFileSystemId: source, Destinations: [this.destination(replication)] }],
      };
    },
    deleteReplicationConfiguration: ({ SourceFileSystemId, DeletionMode }: Deletion, region: string) =>
      this.deleteReplication(SourceFileSystemId, DeletionMode ?? "ALL_CONFIGURATIONS", region),
    updateFileSystemProtection: (args: Protecting, region: string) => {
      const fileSystem = this.fileSystem(args.FileSystemId, region);
      if (this.replicationOf(fileSystem)) {
        throw serviceError(
          "Efs",
          "ReplicationAlreadyExistsException",
          `${fileSystem.id} is in a replication.`,
        );
      }
      this.protect(fileSystem, args.ReplicationOverwriteProtection);
      return { ReplicationOverwriteProtection: args.ReplicationOverwriteProtection };
    },
  };

  private deleteReplication(source: string, mode: string, region: string): object {
    const replication = this.knownIn(region).find(
      ({ attributes }) => attributes["source_file_system_id"] === source,
    );
    if (!replication) throw notFound(`${source} is in no replication.`);
    const { region: copyRegion } = destinationOf(replication);
    const isAtSource = replication.region === region;
    if (mode === "ALL_CONFIGURATIONS" && !this.world.isUp(isAtSource ? copyRegion : replication.region)) {
      throw serviceError("Efs", "InternalServerErrorException", "The other region does not answer.");
    }
    if (isAtSource || mode === "ALL_CONFIGURATIONS") this.forget(replication);
    if (!isAtSource || mode === "ALL_CONFIGURATIONS") this.release(replication);
    return {};
  }

  /** The source's region deletes its half. */
  private forget(replication: StoredValue): void {
    if (!this.world.store.find(REPLICATION, replication.region).includes(replication)) return;
    this.world.store.remove(replication);
    if (this.isCopyIn(replication)) this.#halves.set(destinationOf(replication).file_system_id, replication);
  }

  /** "Can take several minutes" (EFS User Guide, deleting a replication, read 2026-11). */
  private release(replication: StoredValue): void {
    const { file_system_id: id, region } = destinationOf(replication);
    if (this.#releasing.has(id) || !this.isCopyIn(replication)) return;
    this.#releasing.add(id);
    after(this.world, this.world.duration("fileSystemRelease"), region, () => {
      this.#releasing.delete(id);
      this.#halves.delete(id);
      this.#completeUntil.delete(id);
      this.protect(this.fileSystem(id, region), "ENABLED");
    });
  }

  private destination(replication: StoredValue) {
    const { file_system_id: FileSystemId, region: Region } = destinationOf(replication);
    this.#lagSeconds ??= this.world.duration("fileSystemLag");
    const { clock, isUp } = this.world;
    const isDeleting = this.#releasing.has(FileSystemId);
    const known = this.#completeUntil.get(FileSystemId);
    // Nothing more comes from a region that is lost.
    const grows = known === undefined || (isUp(replication.region) && !isDeleting);
    const completeUntil = grows ? clock.now - this.#lagSeconds * 1000 : known;
    this.#completeUntil.set(FileSystemId, completeUntil);
    return {
      FileSystemId,
      Region,
      Status: isDeleting ? "DELETING" : "ENABLED",
      LastReplicatedTimestamp: new Date(clock.epoch + completeUntil).toISOString(),
    };
  }

  /** The replication that a file system is in, as its region knows it: a copy that was released is in none. */
  private replicationOf({ id, region }: StoredValue): StoredValue | undefined {
    return this.knownIn(region).find(
      (replication) =>
        replication.attributes["source_file_system_id"] === id ||
        destinationOf(replication).file_system_id === id,
    );
  }

  /** The replications of which a region has its half. */
  private knownIn(region: string): readonly StoredValue[] {
    const made = this.world.store.find(REPLICATION);
    return [
      ...made.filter((replication) => replication.region === region),
      ...[...made, ...this.#halves.values()].filter(
        (replication) => destinationOf(replication).region === region && this.isCopyIn(replication),
      ),
    ];
  }

  private isCopyIn(replication: StoredValue): boolean {
    const { file_system_id: id, region } = destinationOf(replication);
    return protectionOf(this.fileSystem(id, region)) === "REPLICATING";
  }

  private fileSystem(id: string, region: string): StoredValue {
    const found = this.world.store.find(FILE_SYSTEM, region).find((fileSystem) => fileSystem.id === id);
    if (found) return found;
    throw serviceError("Efs", "FileSystemNotFoundException", `${region} has no ${id}.`);
  }

  private protect(fileSystem: StoredValue, protection: FileProtection): void {
    const { region } = fileSystem;
    this.world.store.write(fileSystem, { protection: [{ replication_overwrite: protection }] });
    this.world.tell({ type: "files protected", region, protection });
  }
}

function protectionOf({ attributes }: StoredValue): FileProtection {
  return (blockOf(attributes, "protection")?.["replication_overwrite"] ?? "ENABLED") as FileProtection;
}

function destinationOf({ attributes }: StoredValue) {
  return blockOf(attributes, "destination") as { readonly file_system_id: string; readonly region: string };
}

function notFound(cause: string) {
  return serviceError("Efs", "ReplicationNotFoundException", cause);
}

interface FileSystem {
  readonly FileSystemId: string;
}

interface Deletion {
  readonly SourceFileSystemId: string;
  readonly DeletionMode?: "ALL_CONFIGURATIONS" | "LOCAL_CONFIGURATION_ONLY";
}

interface Protecting extends FileSystem {
  readonly ReplicationOverwriteProtection: "ENABLED" | "DISABLED";
}
