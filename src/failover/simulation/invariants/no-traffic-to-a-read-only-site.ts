import type { Site } from "../../../config/site";
import type { Evidence, Invariant } from "./invariant";

/** When the switch is opened, the site that names lead to by it takes writes: its database does, and it is the active one. */
export const noTrafficToReadOnlySite: Invariant = {
  name: "no traffic to a read-only site",
  says: "when the switch opens, the site that it leads to takes writes",
  check({ world: { records, databases } }) {
    const openings = [...openingsOf(records.record), ...openingsOf(records.emergency)];
    return openings.flatMap(({ at, site, isActive }) => {
      if (isActive && databases.takesWrites[site].at(at)) return [];
      const why = isActive ? "whose database takes no writes" : "which is not the active one";
      return [{ at, what: `the switch was opened to the ${site} site, ${why}` }];
    });
  },
};

/** Each moment at which a record began to send traffic to another site. */
function openingsOf(
  history: Evidence["world"]["records"]["emergency"] | Evidence["world"]["records"]["record"],
) {
  const openings: { readonly at: number; readonly site: Site; readonly isActive: boolean }[] = [];
  for (const { at, value } of history.changes) {
    const before = history.at(at - 1);
    if (value && before && value.trafficSite !== before.trafficSite) {
      openings.push({ at, site: value.trafficSite, isActive: value.activeSite === value.trafficSite });
    }
  }
  return openings;
}
