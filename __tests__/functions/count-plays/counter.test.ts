import { Counter } from "../../../src/functions/count-plays/counter";
import { PartlyDoneError, type ShardBatch } from "../../../src/functions/stream-shards";
import { batch, event, NOON, OTHER_SHARD, record, sequence, SHARD } from "../events/records";
import { MemoryCounts } from "./memory-counts";

const DAY = "2026-11-03";

function bench() {
  const counts = new MemoryCounts();
  const told: Record<string, number> = {};
  const counter = new Counter({
    counts,
    tell: (metric, value) => (told[metric] = (told[metric] ?? 0) + value),
  });
  return { counts, told, counter };
}

/** Places in a shard, from one to another, with one title each. */
const places = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => record(from + index, event(`title-${from + index}`)));

describe("the counter", () => {
  test("counts plays by title and by the day on which they arrived, and nothing else", async () => {
    const { counts, told, counter } = bench();
    const midnight = new Date("2026-11-04T00:00:00.000Z");
    await counter.count(
      batch([
        record(1, event("a")),
        record(2, event("a", "pause")),
        record(3, event("b")),
        record(4, event("a")),
        record(5, event("a"), midnight),
        record(6, event("a", "stop"), midnight),
      ]),
    );
    expect(counts.plays).toEqual({ [`a ${DAY}`]: 2, [`b ${DAY}`]: 1, "a 2026-11-04": 1 });
    expect(counts.checkpoints).toEqual({ [SHARD]: sequence(6) });
    expect(told).toEqual({ PlaysCounted: 4 });
  });

  test.each([
    ["no JSON", "{"],
    ["no object", "null"],
    ["no type", { titleId: "a" }],
    ["a type that nobody knows", event("a", "rewind")],
    ["no title", { type: "play" }],
    ["an endless title", event("a".repeat(129))],
  ])("goes on behind a record with %s, and tells of it", async (_what, content) => {
    const { counts, told, counter } = bench();
    await counter.count(batch([record(1, event("a")), record(2, content), record(3, event("b"))]));
    expect(counts.plays).toEqual({ [`a ${DAY}`]: 1, [`b ${DAY}`]: 1 });
    expect(counts.checkpoints[SHARD]).toBe(sequence(3));
    expect(told).toEqual({ PlaysCounted: 2, UnknownRecords: 1 });
  });

  test("counts a batch once that comes again, whole, in halves or with more", async () => {
    const { counts, told, counter } = bench();
    const all = places(1, 8);
    for (const [from, to] of [
      [0, 4],
      [0, 4],
      [0, 2],
      [2, 6],
      [0, 8],
      [4, 8],
    ]) {
      await counter.count(batch(all.slice(from, to)));
    }
    expect(Object.values(counts.plays)).toEqual(Array(8).fill(1));
    expect(told).toEqual({ PlaysCounted: 8, RepeatedRecords: 4 + 2 + 2 + 6 + 4 });
  });

  test("keeps a checkpoint for each shard, in whichever order they come", async () => {
    const { counts, counter } = bench();
    await counter.count(batch([record(9, event("a"))], OTHER_SHARD));
    await counter.count(batch([record(1, event("a"))]));
    await counter.count(batch([record(9, event("a"))], OTHER_SHARD));
    expect(counts.plays).toEqual({ [`a ${DAY}`]: 2 });
    expect(counts.checkpoints).toEqual({ [OTHER_SHARD]: sequence(9), [SHARD]: sequence(1) });
  });

  test("compares sequence numbers as numbers, however long they are", async () => {
    const { counts, counter } = bench();
    const short = { ...record(1, event("a")), sequenceNumber: "99" };
    const long = { ...record(1, event("a")), sequenceNumber: "100" };
    await counter.count(batch([short]));
    await counter.count(batch([short, long]));
    expect(counts.plays).toEqual({ [`a ${DAY}`]: 2 });
  });

  test("takes as many titles into a transaction as fit, and moves the checkpoint with each", async () => {
    const { counts, counter } = bench();
    // Titles that are there already take no room.
    await counter.count(batch([...places(1, 99), record(100, event("title-1")), ...places(101, 250)]));
    const sizes = counts.transactions.map(({ plays, from, to }) => [plays.length, from, to]);
    expect(sizes).toEqual([
      [99, undefined, sequence(100)],
      [99, sequence(100), sequence(199)],
      [51, sequence(199), sequence(250)],
    ]);
    expect(counts.plays[`title-1 ${DAY}`]).toBe(2);
  });

  test("says where to go on when a part fails, and counts the rest then", async () => {
    const { counts, counter } = bench();
    counts.fails.set(1, "before");
    const all = places(1, 250);
    const error: unknown = await counter.count(batch(all)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PartlyDoneError);
    expect((error as PartlyDoneError).goOnAt).toBe(sequence(100));
    await counter.count(batch(all.slice(99)));
    expect(Object.values(counts.plays)).toEqual(Array(250).fill(1));
  });

  test("fails as a whole where nothing is counted, and not where the beginning was", async () => {
    const { counts, counter } = bench();
    counts.fails.set(0, "before").set(2, "before");
    await expect(counter.count(batch(places(1, 2)))).rejects.toThrow("throttled");
    await counter.count(batch(places(1, 2)));
    await expect(counter.count(batch(places(1, 3)))).rejects.toMatchObject({ goOnAt: sequence(3) });
  });

  test("counts nothing twice when the answer is lost", async () => {
    const { counts, counter } = bench();
    counts.fails.set(0, "after");
    await expect(counter.count(batch(places(1, 3)))).rejects.toThrow("no answer");
    await counter.count(batch(places(1, 3)));
    expect(Object.values(counts.plays)).toEqual([1, 1, 1]);
  });

  test("counts nothing where somebody else counts the same shard at the same time", async () => {
    const { counts, counter } = bench();
    const stale = new Counter({
      counts: { checkpoint: () => Promise.resolve(undefined), add: (counting) => counts.add(counting) },
      tell: () => undefined,
    });
    await counter.count(batch(places(1, 3)));
    await expect(stale.count(batch(places(1, 3)))).rejects.toThrow("the checkpoint has moved");
    expect(Object.values(counts.plays)).toEqual([1, 1, 1]);
  });

  test("ends where every record is counted once, whatever fails on the way", async () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const next = numbersFrom(seed);
      const { counts, counter } = bench();
      for (let attempt = 0; attempt < 40; attempt += 1) {
        if (next(4) === 0) counts.fails.set(attempt, next(2) === 0 ? "before" : "after");
      }
      const shards = [SHARD, OTHER_SHARD].map((shardId) => ({ shardId, at: 0, all: titles(shardId, next) }));
      while (shards.some(({ at, all }) => at < all.length)) {
        const shard = shards[next(2)];
        if (!shard || shard.at >= shard.all.length) continue;
        const from = Math.max(0, shard.at - next(3));
        const to = Math.min(shard.all.length, shard.at + 1 + next(150));
        if (await counted(counter, batch(shard.all.slice(from, to), shard.shardId))) shard.at = to;
      }
      const sum = Object.values(counts.plays).reduce((total, plays) => total + plays, 0);
      expect(sum).toBe(shards[0]!.all.length + shards[1]!.all.length);
    }
  });
});

async function counted(counter: Counter, some: ShardBatch): Promise<boolean> {
  return counter.count(some).then(
    () => true,
    () => false,
  );
}

function titles(shardId: string, next: (below: number) => number) {
  return Array.from({ length: 150 }, (_, place) => record(place, event(`${shardId}-${next(120)}`), NOON));
}

/** The same numbers in every run (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
