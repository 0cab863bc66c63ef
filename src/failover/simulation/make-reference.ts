import { seeded } from "../asl/random";
import { MemoryStore } from "../aws/memory-store";
import type { StoredValue } from "../aws/store";
import { again } from "./end";
import { Reference } from "./reference";
import { expectedDurations } from "./sampler";
import type { Subject } from "./subject";
import { World } from "./world/world";

/**
 * What moves with the roles and is none of the configuration: who writes, and who follows whom. Terraform ignores the change, or
 * reads it back; the model of AWS says how it looks.
 */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ["replicate_source_db"],
  aws_rds_global_cluster: ["global_cluster_members"],
  aws_rds_cluster: ["replication_source_identifier"],
  aws_ssm_parameter: ["insecure_value", "value"],
};

/**
 * How the resources read back when nothing is left to do: as the configuration wants them for the active site, so that a plan of
 * Terraform is empty, and for what moves with the roles as after a move without any fault.
 */
export async function makeReference(subject: Subject): Promise<Reference> {
  const world = new World({ subject, duration: expectedDurations, random: seeded(1) });
  await again(world, "dr", "switchover");
  const moved = new Map(world.store.all().map((resource) => [keyOf(resource), resource]));
  const dr = subject.wanted.dr.all().map((resource) => withMoved(resource, moved.get(keyOf(resource))));
  return new Reference({ primary: subject.wanted.primary, dr: new MemoryStore(dr) }, subject.store);
}

function withMoved(resource: StoredValue, moved: StoredValue | undefined): StoredValue {
  const names = (MOVES[resource.type] ?? []).filter((name) => moved && name in moved.attributes);
  if (names.length === 0) return resource;
  const changed = Object.fromEntries(names.map((name) => [name, moved!.attributes[name]]));
  return { ...resource, attributes: { ...resource.attributes, ...changed } };
}

function keyOf({ type, region, id }: StoredValue): string {
  return `${region} ${type} ${id}`;
}
