import type { z } from "zod";
import type { Environment } from "../config/environment";
import type { CommonSettings } from "../config/settings";
import type { Residency } from "../config/residency";
import type { PerSite } from "../config/site";
import type { RegionalStack } from "../stacks/regional-stack";

/** What a system promises, in minutes. */
export interface Objectives {
  /** Recovery time: from the loss of the active region until the other one serves. */
  readonly recoveryTimeMinutes: number;
  /** Recovery point: how much of the latest data may be lost. */
  readonly recoveryPointMinutes: number;
}

/** One product to protect. A new system is one file with one of these, added to the list in `systems/index.ts`. */
export interface SystemDefinition<Settings extends CommonSettings = CommonSettings> {
  /** Starts every name of the system; lower case, at most 12 characters. */
  readonly name: string;
  readonly objectives: Objectives;
  /** Tags beside the environment's. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * The area that its data must not leave: every role gets a boundary, and the rule `residency` reads the stacks.
   *
   * @default - both sites may be anywhere that the settings allow
   */
  readonly residency?: Residency;
  /** What an environment may say of the system, with the defaults of everything that it leaves out. */
  readonly settings: z.ZodType<Settings> & {
    readonly shape: {
      readonly cidrs: z.ZodType<PerSite<string>>;
      readonly regions: z.ZodType<PerSite<string>>;
    };
  };
  /** Fills both stacks. The primary stack is filled first: it publishes what the DR stack reads. */
  build(stacks: PerSite<RegionalStack>, settings: Settings, environment: Environment): void;
}
