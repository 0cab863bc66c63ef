import { serviceError, type Service } from "./service";
import { blockOf, type StoredValue } from "./store";
import { after, type Surroundings } from "./surroundings";

const FILE_SYSTEM = "aws_efs_file_system";
const REPLICATION = "aws_efs_replication_configuration";

/** As EFS calls it: takes writes, waits for a replication, is the copy of one. */
type Protection = "ENABLED" | "DISABLED" | "REPLICATING";

/**
 * Amazon EFS, as far as replication goes: which file system is a copy, and what lets it take writes.
 *
 * What Terraform reads back: of a file system `protection.replication_overwrite` (provider, internal/service/efs/file_system.go), and
 * whether its region still knows a replication that it is the source of (internal/service/efs/replication_configuration.go; both read
 * 2026-11). The half that the copy's region knows shows in the copy's protection alone.
 *
 * Sources: EFS API reference (DeleteReplicationConfiguration, UpdateFileSystemProtection, Destination), read 2026-11. Whether a deletion
 * on both sides fails while the source's region is lost, AWS does not say; here it does.
 */
export class Efs {
  /** Copies that are being released, by their id. */
  readonly #releasing = new Set<string>();
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
      const fileSystem = this.fileSystem(id, region);
      const replication = this.replications().find((candidate) => knows(candidate, fileSystem));
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
      if (protectionOf(fileSystem) === "REPLICATING") throw conflict(`${fileSystem.id} is a copy.`);
      if (this.replications().some((candidate) => knows(candidate, fileSystem))) {
        throw conflict(`${fileSystem.id} is in a replication.`);
      }
      this.protect(fileSystem, args.ReplicationOverwriteProtection);
      return { ReplicationOverwriteProtection: args.ReplicationOverwriteProtection };
    },
  };

  private deleteReplication(source: string, mode: string, region: string): object {
    const replication = this.replications().find(
      ({ attributes }) => attributes["source_file_system_id"] === source,
    );
    if (!replication) throw notFound(`${source} is in no replication.`);
    const { file_system_id: id, region: copyRegion } = destinationOf(replication);
    const isAtSource = replication.region === region;
    const other = isAtSource ? copyRegion : replication.region;
    if (mode === "ALL_CONFIGURATIONS") {
      if (!this.world.isUp(other)) throw conflict(`${other} does not answer.`);
      this.world.store.remove(replication);
      this.release(id, copyRegion);
    } else if (isAtSource) this.world.store.remove(replication);
    else this.release(id, copyRegion);
    return {};
  }

  /** "Can take several minutes" (EFS User Guide, deleting a replication, read 2026-11). */
  private release(id: string, region: string): void {
    if (this.#releasing.has(id)) return;
    this.#releasing.add(id);
    after(this.world, this.world.duration("fileSystemRelease"), region, () => {
      this.#releasing.delete(id);
      this.protect(this.fileSystem(id, region), "ENABLED");
      this.world.tell({ type: "files released", region });
    });
  }

  private destination(replication: StoredValue) {
    const { file_system_id: FileSystemId, region: Region } = destinationOf(replication);
    this.#lagSeconds ??= this.world.duration("fileSystemLag");
    const { clock } = this.world;
    const at = clock.epoch + clock.now - this.#lagSeconds * 1000;
    const isDeleting = this.#releasing.has(FileSystemId);
    return {
      FileSystemId,
      Region,
      Status: isDeleting ? "DELETING" : "ENABLED",
      LastReplicatedTimestamp: new Date(at).toISOString(),
    };
  }

  private replications(): readonly StoredValue[] {
    return this.world.store.find(REPLICATION);
  }

  private fileSystem(id: string, region: string): StoredValue {
    const found = this.world.store.find(FILE_SYSTEM, region).find((fileSystem) => fileSystem.id === id);
    if (found) return found;
    throw serviceError("Efs", "FileSystemNotFoundException", `${region} has no ${id}.`);
  }

  private protect(fileSystem: StoredValue, protection: Protection): void {
    this.world.store.write(fileSystem, { protection: [{ replication_overwrite: protection }] });
  }
}

/** Whether the region of a file system knows of a replication that it is in: a copy that was released knows of none. */
function knows(replication: StoredValue, fileSystem: StoredValue): boolean {
  const isSource = replication.attributes["source_file_system_id"] === fileSystem.id;
  const isCopy = destinationOf(replication).file_system_id === fileSystem.id;
  return isSource || (isCopy && protectionOf(fileSystem) === "REPLICATING");
}

function protectionOf({ attributes }: StoredValue): Protection {
  return (blockOf(attributes, "protection")?.["replication_overwrite"] ?? "ENABLED") as Protection;
}

function destinationOf({ attributes }: StoredValue) {
  return blockOf(attributes, "destination") as { readonly file_system_id: string; readonly region: string };
}

function notFound(cause: string) {
  return serviceError("Efs", "ReplicationNotFoundException", cause);
}

function conflict(cause: string) {
  return serviceError("Efs", "ReplicationAlreadyExistsException", cause);
}

interface FileSystem {
  readonly FileSystemId: string;
}

interface Deletion {
  readonly SourceFileSystemId: string;
  readonly DeletionMode?: "ALL_CONFIGURATIONS" | "LOCAL_CONFIGURATION_ONLY";
}

interface Protecting extends FileSystem {
  readonly ReplicationOverwriteProtection: Protection;
}
