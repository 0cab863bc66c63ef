import { otherSite, type Site } from "../../../config/site";
import type { Records } from "../world/records";
import type { Invariant } from "./invariant";

/**
 * A file system is overwritten only where the other site has taken over, and after a backup: what was written to it after its last
 * replication is nowhere else.
 */
export const keepsFiles: Invariant = {
  name: "keeps files",
  says: "a file system may be overwritten only when the record names the other site, and after a backup since it does",
  check({ world: { files, records } }) {
    const opened = files.changes.filter(({ protection }) => protection !== "ENABLED");
    return opened.flatMap(({ site, at, protection }) => {
      const what = `the file system of the ${site} site became ${protection}`;
      const since = takenOverAt(records, otherSite(site), at);
      if (since === undefined) return [{ at, what: `${what}, which was in use` }];
      const isBackedUp = files.backups.some(
        (backup) => backup.site === site && backup.begunAt >= since && backup.at <= at,
      );
      return isBackedUp ? [] : [{ at, what: `${what}, without a backup since the other site took over` }];
    });
  },
};

/** Since when a site has been the active one, at some time; undefined where it was not, or had no traffic yet. */
function takenOverAt(records: Records, site: Site, at: number): number | undefined {
  const { activeSite, trafficSite } = records.roleAt(at);
  if (activeSite !== site || trafficSite !== site) return undefined;
  const moments = [...records.record.changes, ...records.emergency.changes]
    .map((change) => change.at)
    .filter((moment) => moment <= at)
    .sort((one, other) => other - one);
  const since = moments.find((moment) => records.roleAt(moment - 1).activeSite !== site);
  return since ?? -Infinity;
}
