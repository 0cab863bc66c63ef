import { databaseLoss } from "./database-loss";
import { flapping } from "./flapping";
import { grayFailure } from "./gray-failure";
import { noCapacity } from "./no-capacity";
import { regionLoss } from "./region-loss";
import type { Scenario } from "./scenario";
import { zoneLoss } from "./zone-loss";

/** Everything that can be simulated. */
export const SCENARIOS: readonly Scenario[] = [
  regionLoss,
  databaseLoss,
  zoneLoss,
  grayFailure,
  flapping,
  noCapacity,
];
