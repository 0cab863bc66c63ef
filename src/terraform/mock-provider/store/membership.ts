import { isObject, type ObjectValue, type Value } from "../values/cty";
import { sourceOf } from "../checks/database-instances";
import type { Store, StoredResource } from "./store";

/** The member list of a group, which the group's members change by coming and going. */
interface Membership {
  /** The type of the group and the attribute that names it there. */
  group: string;
  groupName: string;
  /** The argument of the member that names its group. */
  names: string;
  /** The attribute of the group that lists its members. */
  list: string;
  /** How the list writes a member. */
  entry: (member: StoredResource, first: boolean) => Value;
}

const MEMBERSHIPS: Readonly<Record<string, Membership>> = {
  aws_rds_cluster: {
    group: "aws_rds_global_cluster",
    groupName: "global_cluster_identifier",
    names: "global_cluster_identifier",
    list: "global_cluster_members",
    // The first cluster of a global database takes the writes; a failover changes the list.
    entry: (cluster, first) => ({ db_cluster_arn: cluster.attributes["arn"] ?? null, is_writer: first }),
  },
  aws_db_instance: {
    group: "aws_db_instance",
    // A replica in another region names its source by ARN.
    groupName: "arn",
    names: "replicate_source_db",
    list: "replicas",
    entry: (instance) => instance.attributes["arn"] ?? null,
  },
  aws_rds_cluster_instance: {
    group: "aws_rds_cluster",
    groupName: "cluster_identifier",
    names: "cluster_identifier",
    list: "cluster_members",
    entry: (instance) => instance.attributes["identifier"] ?? null,
  },
};

/** What a replica has from its source, whatever it was planned with. */
const INHERITED = ["allocated_storage", "db_name", "engine", "engine_version_actual", "username"];

/** What tells the entries of a list apart: a global database's by ARN, a cluster's are names already. */
const keyOf = (entry: Value): Value => (isObject(entry) ? (entry["db_cluster_arn"] ?? null) : entry);

function change(
  store: Store,
  member: StoredResource,
  changed: (list: Value[], entry: Value) => Value[],
): void {
  const membership = MEMBERSHIPS[member.type];
  const name = membership && member.attributes[membership.names];
  if (!membership || typeof name !== "string") return;
  for (const group of store.find(membership.group, [membership.groupName], name)) {
    const before = group.attributes[membership.list];
    const list = Array.isArray(before) ? before : [];
    const entry = membership.entry(member, list.length === 0);
    const attributes: ObjectValue = { ...group.attributes, [membership.list]: changed(list, entry) };
    store.put({ ...group, attributes });
  }
}

/** Enters a new resource in the member list of its group. */
export function join(store: Store, member: StoredResource): void {
  follow(store, member);
  inherit(store, member);
  change(store, member, (list, entry) => [...list, entry]);
}

/** A cluster that joins a global database follows the one that writes; the AWS provider reads back which one it is. */
function follow(store: Store, member: StoredResource): void {
  if (member.type !== "aws_rds_cluster") return;
  const identifier = member.attributes["global_cluster_identifier"];
  if (typeof identifier !== "string") return;
  const [group] = store.find("aws_rds_global_cluster", ["global_cluster_identifier"], identifier);
  const members = group?.attributes["global_cluster_members"];
  const writer = Array.isArray(members)
    ? members.filter(isObject).find((other) => other["is_writer"])
    : undefined;
  if (!writer) return;
  const replication_source_identifier = writer["db_cluster_arn"] ?? null;
  store.put({ ...member, attributes: { ...member.attributes, replication_source_identifier } });
}

/** A replica has its source's engine, data and users. */
function inherit(store: Store, member: StoredResource): void {
  const named = member.attributes["replicate_source_db"];
  if (member.type !== "aws_db_instance" || typeof named !== "string") return;
  const source = sourceOf(named, member.region, store);
  if (!source) return;
  const inherited = INHERITED.map((name) => [name, source.attributes[name] ?? null] as const);
  store.put({ ...member, attributes: { ...member.attributes, ...Object.fromEntries(inherited) } });
}

/** Strikes a deleted resource off the member list of its group. */
export function leave(store: Store, member: StoredResource): void {
  change(store, member, (list, entry) => list.filter((other) => keyOf(other) !== keyOf(entry)));
}
