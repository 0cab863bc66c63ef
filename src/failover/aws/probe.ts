import { otherSite, type Site } from "../../config/site";
import type { Suspicion } from "../../constructs/failover/detection-metric";
import type { Confirmation } from "../../functions/probe-site/confirm";
import type { Measurement } from "../../functions/probe-site/measure";
import type { Surroundings } from "./surroundings";

/** What the function that looks from outside sees. */
export interface ProbeModel {
  /** @param site the one that asks about the other. */
  confirm(site: Site, suspicion: Suspicion): Promise<Confirmation>;
  /** @param site the one that has taken over. */
  measure(site: Site): Promise<Measurement>;
}

/** Sees a site as lost when its region does not answer, and callers where the function stands. Nothing is measured. */
export function probeOfRegions(world: Surroundings): ProbeModel {
  const { clock, duration, isUp, regions } = world;
  return {
    async confirm(site) {
      await clock.sleep(duration("confirmation") * 1000);
      const region = regions[otherSite(site)];
      const lost = !isUp(region);
      return { lost, evidence: [`${region} ${lost ? "does not answer" : "answers"}`] };
    },
    measure: (site) =>
      Promise.resolve({ answers: isUp(regions[site]), site, lostSeconds: null, evidence: ["not measured"] }),
  };
}
