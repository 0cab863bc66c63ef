import { MOST_COUNTERS, type Counting } from "../../../src/functions/count-plays/play-counts";

/** The table of one site, in memory: a transaction is taken as a whole or not at all. */
export class MemoryCounts {
  readonly plays: Record<string, number> = {};
  readonly checkpoints: Record<string, string> = {};
  readonly transactions: Counting[] = [];
  /** The numbers of the transactions that fail, counted from 0; the answer to one that was taken may be lost too. */
  readonly fails = new Map<number, "before" | "after">();
  private attempts = 0;

  checkpoint(shardId: string): Promise<string | undefined> {
    return Promise.resolve(this.checkpoints[shardId]);
  }

  async add(counting: Counting): Promise<void> {
    const failure = this.fails.get(this.attempts++);
    if (failure === "before") throw new Error("throttled");
    if (this.checkpoints[counting.shardId] !== counting.from) throw new Error("the checkpoint has moved");
    if (counting.plays.length > MOST_COUNTERS) throw new Error("too many changes");
    this.checkpoints[counting.shardId] = counting.to;
    this.transactions.push(counting);
    for (const { titleId, day, plays } of counting.plays) {
      const key = `${titleId} ${day}`;
      this.plays[key] = (this.plays[key] ?? 0) + plays;
    }
    if (failure === "after") await Promise.reject(new Error("no answer"));
  }
}
