import { eachShard, PartlyDoneError, type ShardBatch } from "../../../src/functions/stream-shards";
import { batch, event, lambdaEvent, OTHER_SHARD, record, sequence, SHARD } from "./records";

const here = batch([record(1, event("a")), record(2, event("b"))]);
const there = batch([record(7, event("c"))], OTHER_SHARD);

describe("a batch of Lambda", () => {
  test("is dealt with shard by shard, with all that the records say", async () => {
    const dealt: ShardBatch[] = [];
    const answer = await eachShard(
      lambdaEvent(there, here),
      (one) => Promise.resolve(void dealt.push(one)),
      () => undefined,
    );
    expect(dealt).toEqual([there, here]);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test("goes on behind what is done, and says so of the failure", async () => {
    const error = new PartlyDoneError(sequence(2), new Error("throttled"));
    const failures: unknown[] = [];
    const answer = await eachShard(
      lambdaEvent(here),
      () => Promise.reject(error),
      (...failure) => failures.push(failure),
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: sequence(2) }] });
    expect(failures).toEqual([[SHARD, error]]);
  });

  test("that failed from its first record on fails as a whole, so that Lambda counts an error", async () => {
    const error = new Error("no table");
    const failing = eachShard(
      lambdaEvent(here, there),
      () => Promise.reject(error),
      () => undefined,
    );
    await expect(failing).rejects.toBe(error);
  });

  test("repeats one shard alone where the others are done", async () => {
    const answer = await eachShard(
      lambdaEvent(here, there),
      ({ shardId }) => (shardId === SHARD ? Promise.reject(new Error("throttled")) : Promise.resolve()),
      () => undefined,
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: sequence(1) }] });
  });
});
