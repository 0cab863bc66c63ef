import type { Scenario } from "./scenario";

/** At t0 the primary region answers nothing any more: neither callers, nor its own services, nor the DR region. */
export const regionLoss: Scenario = {
  name: "region-loss",
  summary: "the primary region answers nothing",
  right: "moves",
  lastsSeconds: 90,
  begin({ world }) {
    world.conditions.changeSite("primary", "up", false);
  },
};
