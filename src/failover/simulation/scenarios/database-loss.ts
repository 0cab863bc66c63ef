import type { Scenario } from "./scenario";

/**
 * At t0 the primary site's database takes no writes any more, and does not mend itself. Everything else works: tasks run, the
 * region's APIs answer, the site answers `/health` with 200 and writes with 503. What it has not replicated is taken for lost.
 */
export const databaseLoss: Scenario = {
  name: "database-loss",
  summary: "the primary site's database takes no writes, the rest is well",
  right: "moves",
  lastsSeconds: 300,
  begin({ world }) {
    world.conditions.changeSite("primary", "databaseWorks", false);
  },
};
