import type { RemediationEvent } from "./event";
import type { Limit } from "./memory";

/** The names of the remedies: in metrics, messages and the keys of their memory. */
export const REMEDIES = ["restart-service", "raise-capacity", "replace-task", "close-rules"] as const;

/** The name of a remedy. */
export type RemedyName = (typeof REMEDIES)[number];

/** What a remedy makes of the world as it is now, whatever the event says of the past. */
export type Finding =
  /** All is well, or somebody else is at it. */
  | { readonly kind: "unneeded"; readonly why: string }
  /** A person has to look. */
  | { readonly kind: "report"; readonly subject: string; readonly saw: string; readonly why: string }
  | {
      readonly kind: "act";
      /** What it is about: of the same subject people are told once in a while. */
      readonly subject: string;
      readonly saw: string;
      /** What would be done, beginning with a verb. */
      readonly proposal: string;
      /** Does it, by one call that may be made again. */
      readonly act: () => Promise<unknown>;
    };

/** One kind of trouble, and what is done about it. */
export interface Remedy {
  readonly name: RemedyName;
  /** How often it may act. */
  readonly limit: Limit;
  /** Looks at what the event is about. @returns undefined if the event is none of its business. */
  examine(event: RemediationEvent): Promise<Finding | undefined>;
}
