import type { FirstEstimate } from "../comparison";
import { MEDIADB_ESTIMATE } from "./mediadb";
import { STREAMFLIX_ESTIMATE } from "./streamflix";

/** What systems were thought to cost before they were built, by system. */
export const FIRST_ESTIMATES: Readonly<Record<string, FirstEstimate>> = {
  streamflix: STREAMFLIX_ESTIMATE,
  mediadb: MEDIADB_ESTIMATE,
};
