import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describeWithMinistack, startMinistack, useMinistack, type Ministack } from "../../support/ministack";
import { LocalStreaming } from "./local-streaming";
import { event } from "./records";

/** The runtime of Lambda brings the AWS SDK along; that of the local AWS finds it here. */
const NODE_PATH = join(__dirname, "../../../node_modules");

const PATIENCE_MS = 30_000;

/** Looks until it is as expected, or shows what it is. */
async function becomes<T>(look: () => Promise<T>, expected: unknown): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  let seen = await look();
  while (JSON.stringify(seen) !== JSON.stringify(expected) && Date.now() < deadline) {
    await sleep(200);
    seen = await look();
  }
  expect(seen).toEqual(expected);
}

// The zips themselves run: the local AWS starts them with Node, and feeds them from the stream.
describeWithMinistack("events in a local AWS", () => {
  let ministack: Ministack;
  let streaming: LocalStreaming;

  beforeAll(async () => {
    ministack = await startMinistack({ NODE_PATH });
  });

  afterAll(() => ministack.stop());

  test("are archived and counted once, also when the table was away and all of them are read again", async () => {
    useMinistack(ministack, "111122220001");
    streaming = new LocalStreaming("111122220001");
    await Promise.all([streaming.addBucket(), streaming.addStream(2)]);
    await streaming.addConsumers();
    await streaming.put(
      ["anna", event("a")],
      ["ben", event("b")],
      ["carla", event("a")],
      ["anna", event("a", "pause")],
      ["dora", "{ no event"],
    );
    const archived = async () => (await streaming.archived()).length;
    await becomes(archived, 5);
    await streaming.addTable();
    const plays = async () => Object.entries(await streaming.plays()).sort();
    await becomes(plays, [
      ["a", 2],
      ["b", 1],
    ]);
    const replay = await streaming.replay("count-plays");
    const isRead = async () => (await streaming.latestResult(replay))?.startsWith("OK");
    await becomes(isRead, true);
    await expect(plays()).resolves.toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    await streaming.put(["ben", event("c")]);
    await becomes(plays, [
      ["a", 2],
      ["b", 1],
      ["c", 1],
    ]);
  });
});
