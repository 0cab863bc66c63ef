import { buildSystem } from "../../support/synthesis";
import { smallGlobalstream } from "../environments";
import { sitesOf } from "../sites";

/** Both sites of GlobalStream with every default, for `describe.each`. */
export function smallSites() {
  return sitesOf(buildSystem(smallGlobalstream()), { primary: "us-east-1", dr: "us-west-2" });
}
