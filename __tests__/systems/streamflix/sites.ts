import { buildSystem } from "../../support/synthesis";
import { smallStreamflix } from "../environments";
import { sitesOf } from "../sites";

/** Both sites of StreamFlix with every default, for `describe.each`. */
export function smallSites() {
  return sitesOf(buildSystem(smallStreamflix()), { primary: "eu-west-2", dr: "us-east-1" });
}
