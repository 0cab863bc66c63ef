import { seeded } from "../asl/random";
import { again, settle } from "./end";
import { Reference } from "./reference";
import { expectedDurations } from "./sampler";
import type { Subject } from "./subject";
import { World } from "./world/world";

/** Moves the roles to the DR site and back without any fault, and keeps how everything looks then. */
export async function makeReference(subject: Subject): Promise<Reference> {
  const world = new World({ subject, duration: expectedDurations, random: seeded(1) });
  await again(world, "dr", "switchover");
  await settle(world);
  const dr = world.store.copy();
  await again(world, "primary", "switchover");
  await settle(world);
  return new Reference({ primary: subject.store, dr });
}
