import { otherSite, type Site } from "../../../config/site";
import { Crash } from "../../asl/crash";
import { again, bringToAnEnd, settle } from "../end";
import type { World } from "../world/world";
import type { Competitor, Encounter } from "./encounters";

/** A database that a takeover needs, and that follows nobody yet or any more. */
export const STALE_DATABASES: readonly Encounter[] = [
  {
    name: "a site that was lost shall take over again, before it stands by",
    async play(world) {
      world.conditions.changeSite("primary", "up", false);
      await again(world, "dr", "failover");
      world.conditions.mend();
      await settle(world);
      await again(world, "primary", "switchover");
    },
  },
  ...(["primary", "dr"] as const).map((site): Encounter => ({
    name: `the ${site} site shall take over while its database is replaced`,
    async play(world, competitor) {
      if (site === "dr") await again(world, "dr", "switchover");
      await stopAndTakeOver(world, competitor, site, "create-replica: call");
      await bringToAnEnd(world);
      if (world.records.role.activeSite === site) await again(world, otherSite(site), "switchover");
      await stopAndTakeOver(world, competitor, site, "follow-database: look");
    },
  })),
];

/** Lets the other site take over, stops what replaces the database of this one, and asks this one to take over. */
async function stopAndTakeOver(world: World, competitor: Competitor, site: Site, at: string): Promise<void> {
  competitor.before = (run, state) => {
    if (run.site !== site || run.mode !== "reprotect" || state !== at) return Promise.resolve();
    delete competitor.before;
    throw new Crash(state);
  };
  const other = otherSite(site);
  if (world.records.role.activeSite === other) await again(world, site, "switchover");
  await again(world, other, "switchover");
  await again(world, site, "switchover");
  delete competitor.before;
}
