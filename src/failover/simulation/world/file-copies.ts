import type { Site } from "../../../config/site";
import { blockOf, type StoredValue } from "../../aws/store";
import type { MemoryStore } from "../../aws/memory-store";
import type { Subject } from "../subject";

const REPLICATION = "aws_efs_replication_configuration";

/**
 * What an apply of the primary stack does once a site stands by again: it makes the replication of the file systems that belongs to the
 * active site. AWS refuses it while the copy is protected.
 */
export function applyReplications({ wanted }: Subject, store: MemoryStore, activeSite: Site): void {
  const existing = store.find(REPLICATION);
  for (const replication of wanted[activeSite].find(REPLICATION)) {
    const copy = copyOf(store, replication);
    const isMade = existing.some(({ id, region }) => id === replication.id && region === replication.region);
    if (isMade || !copy || protectionOf(copy) !== "DISABLED") continue;
    store.restore(replication);
    store.write(copy, { protection: [{ replication_overwrite: "REPLICATING" }] });
  }
}

function copyOf(store: MemoryStore, { attributes }: StoredValue): StoredValue | undefined {
  const { file_system_id, region } = blockOf(attributes, "destination") ?? {};
  return store.find("aws_efs_file_system", String(region)).find(({ id }) => id === file_system_id);
}

function protectionOf({ attributes }: StoredValue): unknown {
  return blockOf(attributes, "protection")?.["replication_overwrite"];
}
