import { between } from "../sampler";
import type { Scenario } from "./scenario";

/** In every third run the way between the regions is what fails. */
const CUT_OFF_SHARE = 1 / 3;

/**
 * At t0 the primary site is ill, and its writers still write. In two of three runs a share of the calls to it, from half to
 * nearly all, gets no answer in time; its region and the DR region reach each other. In the third the two regions lose each
 * other: callers and Route 53's checkers still reach the primary site, which can't read its role any more.
 */
export const grayFailure: Scenario = {
  name: "gray-failure",
  summary:
    "a share of the calls to the primary site fails, or the regions lose each other; its writers write",
  right: "either",
  lastsSeconds: 900,
  begin({ world, random }) {
    if (random() < CUT_OFF_SHARE) {
      world.note("the regions do not reach each other");
      world.conditions.change({ connected: false });
      return;
    }
    const share = between(0.5, 0.99, random);
    world.note(`${Math.round(share * 100)} % of the calls to the primary site get no answer`);
    world.conditions.changeSite("primary", "failing", share);
  },
};
