import type { World } from "../world/world";
import { common, gaps, union, type Span, type Spans } from "../spans";
import type { Invariant } from "./invariant";

/** How long a service takes to learn of what has come to its region, in milliseconds: a poll and its read. */
const LEARNS_MS = 4_000;

/**
 * At no moment do both sites acknowledge writes.
 *
 * With one exception that nothing prevents (docs/decisions/0017): after an emergency the DR site that comes back obeys its old record
 * until replication has brought the emergency's. There the database stops it where AWS fences it, as Aurora does, and an instance of
 * RDS does not. What it takes meanwhile is in the last snapshot of that instance.
 */
export const neverTwoWriters: Invariant = {
  name: "never two writers",
  says: "at no moment do both sites acknowledge writes, but for a DR site whose region can't know of an emergency yet",
  check({ world, window }) {
    const [primary, dr] = [world.services.primary, world.services.dr].map(({ acknowledges }) =>
      acknowledges.spans(Boolean, window),
    );
    const both = common(primary!, dr!);
    const excused = unawareOfEmergency(world, window);
    return both
      .flatMap((span) => gaps(excused, span))
      .map(({ from, to }) => ({
        at: from,
        what: `both sites acknowledged writes for ${((to - from) / 1000).toFixed(1)} s`,
      }));
  },
};

/** When an emergency held of which the DR region, with an instance that nobody fences, did not know. */
function unawareOfEmergency({ records, databases }: World, window: Span): Spans {
  if (databases.areFenced) return [];
  const holds = (role: unknown) => role !== undefined;
  // One that is handed back has become the record, which takes as long to learn.
  const emergencies = union(
    records.emergency.spans(holds, window),
    records.emergency.later(LEARNS_MS).spans(holds, window),
  );
  const unaware = records.emergencyAtDr.later(LEARNS_MS).spans((role) => !holds(role), window);
  return common(emergencies, unaware);
}
