import { BARE, EMPTY, SYNTH, SYNTH_EMPTY, repeated } from "./cases";
import type { CaseResult } from "./results";

/** A figure worth comparing, and the limit that it must keep when it has one. */
export interface Finding {
  readonly title: string;
  readonly value: number;
  readonly unit: "times" | "MB";
  readonly limit?: number;
  /** True where there is no limit. */
  readonly met: boolean;
}

/**
 * How much longer `cdktf synth` may take than with an empty app. The bare app has no limit: two full stacks beside two
 * empty ones tell how much there is to build; what people wait for is the command.
 */
const MAX_RATIO = 2;

/** The most memory of the bare app, in megabytes. */
const MAX_MEGABYTES = 300;

/** How much the cost of a stack may rise from one number of copies to the next; beyond it is growth, not noise. */
const MAX_GROWTH = 1.25;

/** Compares the results with the targets. Cases that were not run are left out. */
export function findings(results: readonly CaseResult[], copies: readonly number[]): Finding[] {
  const find = (name: string) => results.find((result) => result.name === name);
  const [bare, empty, synth, synthEmpty] = [BARE, EMPTY, SYNTH, SYNTH_EMPTY].map(find);
  return [
    ...(bare && empty ? [finding("bare app: time beside the empty app", ratio(bare, empty), "times")] : []),
    ...(bare ? [finding("bare app: peak memory", bare.megabytes, "MB", MAX_MEGABYTES)] : []),
    ...(synth && synthEmpty
      ? [finding("cdktf synth: time beside the empty app", ratio(synth, synthEmpty), "times", MAX_RATIO)]
      : []),
    ...copies.slice(1).flatMap((count, index) => {
      const before = copies[index] ?? count;
      const [cost, costBefore] = [find(repeated(count))?.perStack, find(repeated(before))?.perStack];
      if (!cost || !costBefore) return [];
      const title = `cost of a stack: ${count} copies beside ${before}`;
      return [finding(title, cost.milliseconds / costBefore.milliseconds, "times", MAX_GROWTH)];
    }),
  ];
}

function finding(title: string, value: number, unit: Finding["unit"], limit?: number): Finding {
  return {
    title,
    value,
    unit,
    ...(limit === undefined ? {} : { limit }),
    met: limit === undefined || value <= limit,
  };
}

function ratio(one: CaseResult, other: CaseResult): number {
  return one.seconds.median / other.seconds.median;
}
