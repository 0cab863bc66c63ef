import { FRANKFURT } from "./frankfurt";
import { IRELAND } from "./ireland";
import { LONDON } from "./london";
import { OREGON } from "./oregon";
import type { RegionPrices } from "./region-prices";

/** The regions outside US East that there are prices for. */
export const REGIONS: readonly RegionPrices[] = [LONDON, OREGON, FRANKFURT, IRELAND];
