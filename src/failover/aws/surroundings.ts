import type { PerSite } from "../../config/site";
import type { VirtualClock } from "../asl/clock";
import type { DURATIONS } from "../durations";
import type { ResourceStore } from "./store";

export type DurationName = keyof typeof DURATIONS;

/** A writer that moves, by ARNs. */
export interface DatabaseMove {
  readonly from: string;
  readonly to: string;
  /** Whether what is not replicated yet is lost. */
  readonly loses: boolean;
  /** Whether AWS stops the old writer as soon as it reaches it. Otherwise it takes writes until it is deleted. */
  readonly fences: boolean;
}

/** As EFS calls it: a file system takes writes, waits for a replication, or is the copy of one. */
export type FileProtection = "ENABLED" | "DISABLED" | "REPLICATING";

/** What happens in the model beside answers to calls. */
export type Happening =
  | (DatabaseMove & { readonly type: "database moving" })
  | (DatabaseMove & { readonly type: "database moved" })
  | { readonly type: "database stayed"; readonly from: string; readonly to: string }
  | { readonly type: "database follows"; readonly cluster: string }
  | { readonly type: "database gone"; readonly instance: string }
  | { readonly type: "files protected"; readonly region: string; readonly protection: FileProtection }
  | {
      readonly type: "files backed up";
      readonly region: string;
      /** Milliseconds on the clock: what was written before is in it. */
      readonly begunAt: number;
    }
  | {
      readonly type: "tasks changed";
      readonly region: string;
      readonly service: string;
      readonly running: number;
    }
  | { readonly type: "item written"; readonly region: string; readonly table: string; readonly key: string }
  | {
      readonly type: "metric published";
      readonly region: string;
      readonly metric: string;
      readonly value: number;
    };

/** What the services of the model share. */
export interface Surroundings {
  readonly clock: VirtualClock;
  readonly store: ResourceStore;
  readonly regions: PerSite<string>;
  /** How long something takes this time, in seconds. */
  readonly duration: (name: DurationName) => number;
  /** Whether a region answers now. */
  readonly isUp: (region: string) => boolean;
  /** How many tasks a region can run now. */
  readonly taskCapacity: (region: string) => number;
  readonly tell: (happening: Happening) => void;
}

/** How often something looks whether a lost region is back, in seconds. */
const LOOK_AGAIN_SECONDS = 30;

/**
 * Does something in a region after some time. A region that is lost then does it when it is back.
 *
 * It looks again and again: a clock that runs until nothing is scheduled would never stop.
 */
export function after(world: Surroundings, seconds: number, region: string, change: () => void): void {
  const { clock, isUp } = world;
  clock.at(clock.now + seconds * 1000, () => {
    if (isUp(region)) change();
    else after(world, LOOK_AGAIN_SECONDS, region, change);
  });
}
