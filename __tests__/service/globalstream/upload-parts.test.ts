import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { MediaRoot } from "../../../src/service/globalstream/media-root";
import { UploadParts } from "../../../src/service/globalstream/upload-parts";
import { sha256Of } from "./support";

let path: string;
let parts: UploadParts;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "standby-parts-"));
  parts = new UploadParts(new MediaRoot(path));
});

afterEach(() => rmSync(path, { recursive: true }));

const put = (number: number, text: string, sha256 = sha256Of(text)) =>
  parts.put(["film", "first", number], Readable.from([Buffer.from(text)]), sha256, () => {});
const folder = () => join(path, "film", "uploads");

test("a part's name says what is in it, and nothing else is left", async () => {
  await put(1, "one");
  await put(10_000, "last");
  expect(readdirSync(join(folder(), "first")).sort()).toEqual([
    `00001-${sha256Of("one")}-3.piece`,
    `10000-${sha256Of("last")}-4.piece`,
  ]);
  expect([...(await parts.list("film", "first")).keys()]).toEqual([1, 10_000]);
});

test("what breaks off, or is not what was said, changes nothing", async () => {
  await put(1, "one");
  await expect(put(1, "other", sha256Of("one"))).rejects.toThrow(/has the SHA-256/);
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from("half");
      throw new Error("the client has gone");
    })(),
  );
  const sending = parts.put(["film", "first", 2], broken, sha256Of("half"), () => {});
  await expect(sending).rejects.toThrow("the client has gone");
  expect(readdirSync(join(folder(), "first"))).toEqual([`00001-${sha256Of("one")}-3.piece`]);
});

test("with an upload go those that nobody has gone on with for a day", async () => {
  await put(1, "one");
  for (const name of ["fresh", "abandoned"]) mkdirSync(join(folder(), name));
  const dayAgo = Date.now() / 1_000 - 24 * 3_600 - 1;
  utimesSync(join(folder(), "abandoned"), dayAgo, dayAgo);
  await parts.remove("film", "first");
  expect(readdirSync(folder())).toEqual(["fresh"]);
});
