import { otherSite, type Site } from "../../../config/site";
import { again, bringToAnEnd, settle } from "../end";
import type { World } from "../world/world";
import type { Encounter } from "./encounters";

/** File systems that are no copies, or whose site is asked to serve while they are opened. */
export const STALE_FILES: readonly Encounter[] = [
  ...(["primary", "dr"] as const).flatMap((site): Encounter[] => [
    {
      name: `the ${site} site shall take over before the files are copied to it, and then as they are`,
      async play(world) {
        await letServe(world, site);
        world.files.areApplied = false;
        await again(world, otherSite(site), "switchover");
        await again(world, site, "switchover");
        world.executions.start(site, { mode: "switchover", trigger: "operator", acceptStale: true });
        await settle(world);
        world.files.areApplied = true;
      },
    },
    {
      name: `the ${site} site shall take over without a file system, and with one that was never copied to its end`,
      async play(world, competitor) {
        await letServe(world, otherSite(site));
        competitor.answers = { "check-files: look": { FileSystems: [] } };
        await again(world, site, "switchover");
        competitor.answers = {
          "check-files: look at the replication": {
            Replications: [{ Destinations: [{ Status: "ENABLING" }] }],
          },
        };
        await again(world, site, "switchover");
        competitor.answers = {};
        await again(world, site, "switchover");
      },
    },
    {
      name: `the backup of the files of the ${site} site fails`,
      async play(world, competitor) {
        await letServe(world, site);
        competitor.answers = { "back-up-files: look": { State: "FAILED" } };
        await again(world, otherSite(site), "switchover");
        competitor.answers = {};
      },
    },
    {
      name: `somebody moves the role back before the files of the ${site} site may be overwritten`,
      async play(world, competitor) {
        await letServe(world, site);
        let isMoved = false;
        competitor.before = async (run, state) => {
          if (isMoved || run.site !== site || state !== "open-files: read the record") return;
          isMoved = true;
          await world.writeRecord("dr", site, world.records.record.now.epoch + 5);
        };
        await again(world, otherSite(site), "switchover");
      },
    },
  ]),
  {
    name: "somebody applies the primary stack before the lost site stands by",
    async play(world) {
      world.conditions.changeSite("primary", "up", false);
      await again(world, "dr", "failover");
      world.conditions.mend();
      world.files.apply(world.records.role.activeSite);
      await settle(world);
    },
  },
];

/** Lets a site serve, so that it can lose the role. */
async function letServe(world: World, site: Site): Promise<void> {
  if (world.records.role.activeSite !== site) await again(world, site, "switchover");
  await bringToAnEnd(world);
}
