import { alwaysResumable } from "./always-resumable";
import { endsAsTerraformPlans } from "./ends-as-terraform-plans";
import { epochOnlyGrows } from "./epoch-only-grows";
import type { Evidence, Invariant, Violation } from "./invariant";
import { keepsFiles } from "./keeps-files";
import { keepsWhatServes } from "./keeps-what-serves";
import { neverTwoWriters } from "./never-two-writers";
import { noTrafficToReadOnlySite } from "./no-traffic-to-a-read-only-site";
import { oneHolderOfTheLock } from "./one-holder-of-the-lock";

/** What holds in every run, whatever happens in it. */
export const INVARIANTS: readonly Invariant[] = [
  neverTwoWriters,
  keepsWhatServes,
  keepsFiles,
  noTrafficToReadOnlySite,
  alwaysResumable,
  endsAsTerraformPlans,
  epochOnlyGrows,
  oneHolderOfTheLock,
];

/** Everything that was so and must not be. */
export function violationsIn(evidence: Evidence): Violation[] {
  return INVARIANTS.flatMap(({ name, check }) =>
    check(evidence).map((found) => ({ invariant: name, ...found })),
  );
}
