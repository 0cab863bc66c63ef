import { SITES, type PerSite, type Site } from "../../../config/site";
import type { VirtualClock } from "../../asl/clock";
import type { MemoryStore } from "../../aws/memory-store";
import { blockOf, type StoredValue } from "../../aws/store";
import type { FileProtection, Happening } from "../../aws/surroundings";
import type { Subject } from "../subject";

const FILE_SYSTEM = "aws_efs_file_system";
const REPLICATION = "aws_efs_replication_configuration";

/** A file system that takes writes, waits for a replication or is the copy of one, from a moment on. */
export interface FileChange {
  readonly site: Site;
  /** Milliseconds on the clock. */
  readonly at: number;
  readonly protection: FileProtection;
}

/** A backup of a site's file system that is complete. */
export interface FileBackup {
  readonly site: Site;
  /** Milliseconds on the clock. */
  readonly at: number;
  /** What was written before is in it; milliseconds on the clock. */
  readonly begunAt: number;
}

/** What the file systems of both sites are made from. */
export interface FilesProps {
  readonly clock: VirtualClock;
  readonly regions: PerSite<string>;
  readonly wanted: Subject["wanted"];
  readonly store: MemoryStore;
}

/** The file systems of both sites: what has become of them, and what Terraform does for them. */
export class Files {
  readonly changes: FileChange[] = [];
  readonly backups: FileBackup[] = [];
  /** Whether somebody applies the primary stack after a re-protection. */
  areApplied = true;

  constructor(private readonly props: FilesProps) {}

  take(happening: Happening): void {
    const { now: at } = this.props.clock;
    if (happening.type === "files protected") {
      this.changes.push({ site: this.siteOf(happening.region), at, protection: happening.protection });
    }
    if (happening.type === "files backed up") {
      this.backups.push({ site: this.siteOf(happening.region), at, begunAt: happening.begunAt });
    }
  }

  /**
   * What an apply of the primary stack does: it makes the replication of the file systems that belongs to the active site. AWS
   * refuses it while the copy is protected, or the source is a copy itself.
   */
  apply(activeSite: Site): void {
    const { clock, store, wanted } = this.props;
    if (!this.areApplied) return;
    const existing = store.find(REPLICATION);
    for (const replication of wanted[activeSite].find(REPLICATION)) {
      const copy = copyOf(store, replication);
      const isMade = existing.some(
        ({ id, region }) => id === replication.id && region === replication.region,
      );
      const source = sourceOf(store, replication);
      if (isMade || !copy || protectionOf(copy) !== "DISABLED") continue;
      if (!source || protectionOf(source) === "REPLICATING") continue;
      store.restore(replication);
      store.write(copy, { protection: [{ replication_overwrite: "REPLICATING" }] });
      this.changes.push({ site: this.siteOf(copy.region), at: clock.now, protection: "REPLICATING" });
    }
  }

  private siteOf(region: string): Site {
    return SITES.find((site) => this.props.regions[site] === region) ?? "primary";
  }
}

function copyOf(store: MemoryStore, { attributes }: StoredValue): StoredValue | undefined {
  const { file_system_id, region } = blockOf(attributes, "destination") ?? {};
  return store.find(FILE_SYSTEM, String(region)).find(({ id }) => id === file_system_id);
}

function sourceOf(store: MemoryStore, { region, attributes }: StoredValue): StoredValue | undefined {
  const { source_file_system_id } = attributes;
  return store.find(FILE_SYSTEM, region).find(({ id }) => id === source_file_system_id);
}

function protectionOf({ attributes }: StoredValue): unknown {
  return blockOf(attributes, "protection")?.["replication_overwrite"];
}
