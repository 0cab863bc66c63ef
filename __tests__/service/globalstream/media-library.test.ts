import { mkdtempSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { MediaLibrary } from "../../../src/service/globalstream/media-library";
import { MediaRoot } from "../../../src/service/globalstream/media-root";
import { sha256Of } from "./support";

const SEGMENT_BYTES = 4 * 2 ** 20;

let path: string;
let library: MediaLibrary;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "standby-library-"));
  library = new MediaLibrary(new MediaRoot(path), 3 * SEGMENT_BYTES);
});

afterEach(() => rmSync(path, { recursive: true }));

const allowed = () => Promise.resolve();
const publish = (chunks: readonly Buffer[], mayFinish = allowed, sha256 = sha256Of(Buffer.concat(chunks))) =>
  library.publish("film", Readable.from(chunks), sha256, mayFinish);

async function manifestOf() {
  const found = await library.open("film");
  await found?.media.file.close();
  return found?.manifest;
}

test.each([
  ["shorter than a segment", [Buffer.alloc(10)], [10]],
  ["exactly two segments", [Buffer.alloc(2 * SEGMENT_BYTES)], [SEGMENT_BYTES, SEGMENT_BYTES]],
  [
    "chunks across their borders",
    [Buffer.alloc(SEGMENT_BYTES - 1), Buffer.alloc(SEGMENT_BYTES + 2)],
    [SEGMENT_BYTES, SEGMENT_BYTES, 1],
  ],
])("the manifest knows each segment of %s", async (_what, chunks, lengths) => {
  await publish(chunks);
  expect(await manifestOf()).toEqual({
    bytes: lengths.reduce((sum, length) => sum + length),
    sha256: sha256Of(Buffer.concat(chunks)),
    segmentBytes: SEGMENT_BYTES,
    segments: lengths.map((length) => sha256Of(Buffer.alloc(length))),
  });
});

test("a new version replaces the one before and its manifest, and what an attempt has left", async () => {
  await publish([Buffer.from("first")]);
  const refuse = () => Promise.reject(new Error("not mine any more"));
  await expect(publish([Buffer.from("refused")], refuse)).rejects.toThrow("not mine any more");
  await expect(publish([Buffer.from("wrong")], allowed, sha256Of("x"))).rejects.toThrow(/has the SHA-256/);
  expect((await manifestOf())?.sha256).toBe(sha256Of("first"));
  const { name } = await publish([Buffer.from("second")]);
  expect(readdirSync(join(path, "film")).sort()).toEqual([name, `${name}.manifest`]);
});

test.each(["media", "manifest"])("a copy without the whole of its %s counts as missing", async (what) => {
  const { name } = await publish([Buffer.from("content")]);
  truncateSync(join(path, "film", what === "media" ? name : `${name}.manifest`), 3);
  expect(await manifestOf()).toBeUndefined();
});
