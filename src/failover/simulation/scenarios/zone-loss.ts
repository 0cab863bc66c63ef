import { between } from "../sampler";
import { tasksOf } from "../subject";
import type { Scenario } from "./scenario";

/** A writer that fails is replaced within its region in so many seconds (RDS User Guide, Multi-AZ deployments, as of 2023). */
const WRITER_SECONDS = { least: 60, most: 120 };

/**
 * At t0 one of three zones of the primary region is lost: a third of the tasks, and the database's writer. ECS starts other
 * tasks, and Aurora makes a reader the writer. The roles must stay.
 */
export const zoneLoss: Scenario = {
  name: "zone-loss",
  summary:
    "a third of the primary site's tasks and its database's writer are lost, and replaced in the region",
  right: "stays",
  lastsSeconds: 600,
  begin({ world, subject, random }) {
    world.loseTasks("primary", Math.ceil(tasksOf(subject, "primary") / 3));
    world.conditions.changeSite("primary", "databaseWorks", false);
    const seconds = between(WRITER_SECONDS.least, WRITER_SECONDS.most, random);
    world.clock.at(world.clock.now + seconds * 1000, () => {
      world.conditions.changeSite("primary", "databaseWorks", true);
      world.note("a reader in the primary region has become the writer");
    });
  },
};
