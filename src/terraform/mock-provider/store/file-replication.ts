import { isObject, type ObjectValue, type Value } from "../values/cty";
import type { Store, StoredResource } from "./store";

const FILE_SYSTEM = "aws_efs_file_system";
const REPLICATION = "aws_efs_replication_configuration";

/**
 * What may be written to a file system. EFS protects one against being overwritten from the start; a copy is
 * `REPLICATING`, and protected again when its replication goes.
 */
type Protection = "DISABLED" | "ENABLED" | "REPLICATING";

/** Makes the destination of a new replication a copy. */
export function startReplicating(store: Store, made: StoredResource): void {
  if (made.type === REPLICATION) protectDestination(store, made.attributes, "REPLICATING");
}

/** Makes the copy of a deleted replication a file system like any other. */
export function stopReplicating(store: Store, removed: StoredResource): void {
  if (removed.type === REPLICATION) protectDestination(store, removed.attributes, "ENABLED");
}

/** Why EFS refuses a new replication: sentences. */
export function replicationFaults(store: Store, planned: ObjectValue): string[] {
  const [source, copy] = [fileSystem(store, sourceOf(planned)), fileSystem(store, destinationOf(planned))];
  const taken = [source, copy].flatMap((one) => (one && replicationOf(store, one.id) ? [one.id] : []));
  return [
    ...taken.map((id) => `${id} takes part in a replication already: a file system can be in one only.`),
    ...(copy && protectionOf(copy) === "ENABLED"
      ? [`${copy.id} is protected against being overwritten: its replication_overwrite must be DISABLED.`]
      : []),
    ...(source && copy && source.id === copy.id ? [`${source.id} can't be the copy of itself.`] : []),
    ...(source?.attributes["encrypted"] === true && copy && copy.attributes["encrypted"] !== true
      ? [`${source.id} is encrypted, so its copy ${copy.id} must be encrypted too.`]
      : []),
  ];
}

/** Why EFS refuses to delete something: sentences. Other types are left alone. */
export function fileSystemDeletionFaults(store: Store, { type, id }: StoredResource): string[] {
  if (type !== FILE_SYSTEM) return [];
  const mounted = store.find("aws_efs_mount_target", ["file_system_id"], id).length;
  return [
    ...(mounted > 0 ? [`${id} still has ${mounted} mount targets.`] : []),
    ...(replicationOf(store, id) ? [`${id} takes part in a replication: delete that first.`] : []),
  ];
}

function replicationOf(store: Store, id: string): StoredResource | undefined {
  return store
    .list(REPLICATION)
    .find(({ attributes }) => sourceOf(attributes) === id || destinationOf(attributes) === id);
}

function protectDestination(store: Store, attributes: ObjectValue, replication_overwrite: Protection): void {
  const copy = fileSystem(store, destinationOf(attributes));
  if (!copy) return;
  store.put({ ...copy, attributes: { ...copy.attributes, protection: [{ replication_overwrite }] } });
}

function protectionOf({ attributes }: StoredResource): Value {
  return first(attributes["protection"])["replication_overwrite"] ?? "ENABLED";
}

function fileSystem(store: Store, id: Value): StoredResource | undefined {
  return typeof id === "string" ? store.find(FILE_SYSTEM, ["id"], id)[0] : undefined;
}

function sourceOf(replication: ObjectValue): Value {
  return replication["source_file_system_id"] ?? null;
}

function destinationOf(replication: ObjectValue): Value {
  return first(replication["destination"])["file_system_id"] ?? null;
}

function first(blocks: Value | undefined): ObjectValue {
  const [block] = Array.isArray(blocks) ? blocks : [];
  return isObject(block) ? block : {};
}
