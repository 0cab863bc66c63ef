import type { Environment } from "../../src/config/environment";
import type { PerSite, Site } from "../../src/config/site";
import { validateStack } from "../../src/rules";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { smallPayments } from "../support/small-payments";
import { buildSystem, configurationFrom, destroyableEnvironment } from "../support/synthesis";

/** One mistake on top of a good system, and every sentence that it must bring. */
export interface Mistake {
  /** Ends the sentence "catches ...". */
  readonly what: string;
  /**
   * The stack that breaks a rule.
   *
   * @default "primary"
   */
  readonly site?: Site;
  /**
   * @default - everything may go
   */
  readonly environment?: Environment;
  make(stacks: PerSite<RegionalStack>): void;
  readonly breaches: readonly string[];
}

/** What a cache says to log, for mistakes that are others. */
export const CACHE_LOGS = ["slow-log", "engine-log"].map((logType) => ({
  logType,
  logFormat: "json",
  destinationType: "cloudwatch-logs",
  destination: "cache",
}));

/** The breaches of all rules in the stack that the mistake was made in, so that no rule speaks for another. */
export function breachesAfter({ site = "primary", environment, make }: Omit<Mistake, "breaches">): string[] {
  const { stacks } = buildSystem(environment ?? destroyableEnvironment(), [smallPayments]);
  make(stacks);
  // As app.synth() does: first references between stacks, then aspects, which may mend what a rule complains of.
  Object.values(stacks).forEach((stack) => stack.prepareStack());
  configurationFrom(stacks[site]);
  return validateStack(stacks[site], stacks);
}
