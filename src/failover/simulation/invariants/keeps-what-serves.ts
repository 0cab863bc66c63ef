import { otherSite } from "../../../config/site";
import type { Invariant } from "./invariant";

/** A database is deleted only where the other site has taken over, and its database takes writes. */
export const keepsWhatServes: Invariant = {
  name: "keeps what serves",
  says: "a database is deleted only when the record names the other site, whose database takes writes",
  check({ world: { databases, records } }) {
    return databases.deletions.flatMap(({ site, at }) => {
      const other = otherSite(site);
      const { activeSite, trafficSite } = records.record.at(at);
      const isLeft = activeSite === other && trafficSite === other && databases.takesWrites[other].at(at);
      return isLeft ? [] : [{ at, what: `the database of the ${site} site was deleted, which was in use` }];
    });
  },
};
