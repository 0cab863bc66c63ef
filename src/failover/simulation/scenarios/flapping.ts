import type { Scenario } from "./scenario";

/** How long the site is down and up, in seconds, and for how long this goes on. */
const DOWN_SECONDS = 40;
const UP_SECONDS = 60;
const LASTS_SECONDS = 5_400;

/**
 * From t0 on the primary region is down for 40 s and up for 60 s, again and again for an hour and a half. The roles may move
 * once, and not again: alarms wait for 60 minutes.
 */
export const flapping: Scenario = {
  name: "flapping",
  summary: "the primary region is down for 40 s and up for 60 s, again and again",
  right: "either",
  lastsSeconds: LASTS_SECONDS,
  begin({ world }) {
    const { clock, conditions } = world;
    const end = clock.now + LASTS_SECONDS * 1000;
    const down = (): void => {
      if (clock.now >= end) return;
      conditions.changeSite("primary", "up", false);
      clock.at(clock.now + DOWN_SECONDS * 1000, up);
    };
    const up = (): void => {
      conditions.changeSite("primary", "up", true);
      clock.at(clock.now + UP_SECONDS * 1000, down);
    };
    down();
  },
};
