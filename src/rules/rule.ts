import type { Residency } from "../config/residency";
import type { PerSite, Site } from "../config/site";
import type { TerraformConfiguration } from "../terraform/configuration";

/** What a rule is shown: the synthesized JSON of one stack, and where it is to live. */
export interface StackUnderTest {
  readonly system: string;
  readonly site: Site;
  readonly suffix: string;
  readonly regions: PerSite<string>;
  readonly isProtected: boolean;
  /** The area that the system's data must not leave; undefined where nobody asks for one. */
  readonly residency?: Residency | undefined;
  readonly configuration: TerraformConfiguration;
  /** The same system's other stack, for what only both together show. */
  readonly other: TerraformConfiguration;
  /** How many resources and data sources were constructed, to be compared with what came out. */
  readonly constructed: number;
  /** The ids of all constructs, as `path` of the construct tree. */
  readonly paths: readonly string[];
}

/** Something that must hold for every stack. A rule reads JSON, so what it proves holds for what is deployed. */
export interface Rule {
  /** Short and unique, for example `own-region`. */
  readonly id: string;
  /** What holds, in one sentence. */
  readonly title: string;
  /** One sentence for each breach, with the address and the way to mend it; empty where the rule holds. */
  check(stack: StackUnderTest): string[];
}
