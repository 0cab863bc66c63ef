import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { MediaFiles } from "../../../../src/service/shared/media/media-files";
import { MediaUnavailable } from "../../../../src/service/shared/media/media-problems";

const LARGEST = 1_000;

let path: string;
let media: MediaFiles;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "standby-media-"));
  media = new MediaFiles(path, LARGEST);
});

afterEach(() => rmSync(path, { recursive: true, force: true }));

const allowed = () => {};
const put = (text: string, mayFinish: () => void = allowed) =>
  media.put("film", Readable.from([Buffer.from(text)]), mayFinish);
const filesOf = (title = "film") => readdirSync(join(path, title));

async function read(title = "film"): Promise<string | undefined> {
  const found = await media.open(title);
  if (!found) return undefined;
  const text = await found.file.readFile("utf8");
  await found.file.close();
  return text;
}

test("what was stored can be read, and a file's name says how long it is", async () => {
  const { bytes, name } = await put("first");
  expect(bytes).toBe(5);
  expect(name).toMatch(/^\d{15}-[0-9a-f]{8}-5\.media$/);
  expect(filesOf()).toEqual([name]);
  expect(await read()).toBe("first");
});

test("a new version replaces the one before, also where another clock was ahead", async () => {
  mkdirSync(join(path, "film"));
  const ahead = String(Date.now() + 60_000).padStart(15, "0");
  writeFileSync(join(path, "film", `${ahead}-00000000-3.media`), "old");
  const { name } = await put("newer");
  expect(await read()).toBe("newer");
  expect(filesOf()).toEqual([name]);
});

test("there are none of an unknown title", async () => {
  expect(await media.open("unknown")).toBeUndefined();
});

test("the file appears under its name only when it is whole", async () => {
  await put("before");
  let seen: string | undefined;
  const stored = media.put(
    "film",
    Readable.from(
      (async function* () {
        yield Buffer.from("half ");
        seen = await read();
        yield Buffer.from("and half");
      })(),
    ),
    allowed,
  );
  await stored;
  expect(seen).toBe("before");
  expect(await read()).toBe("half and half");
});

test.each([
  ["is too large", [Buffer.alloc(LARGEST), Buffer.alloc(1)], /1000 bytes at most/],
  ["is empty", [], /nothing in the body/],
])("what %s is refused, and changes nothing", async (_what, chunks, message) => {
  const { name } = await put("before");
  await expect(media.put("film", Readable.from(chunks), allowed)).rejects.toThrow(message);
  expect(filesOf()).toEqual([name]);
});

test("a file of the largest size is taken", async () => {
  expect(await media.put("film", Readable.from([Buffer.alloc(LARGEST)]), allowed)).toMatchObject({
    bytes: LARGEST,
  });
});

test("an upload that breaks changes nothing", async () => {
  const { name } = await put("before");
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from("half");
      throw new Error("the client has gone");
    })(),
  );
  await expect(media.put("film", broken, allowed)).rejects.toThrow("the client has gone");
  expect(filesOf()).toEqual([name]);
});

test("a site that lost its role meanwhile changes nothing", async () => {
  const { name } = await put("before");
  const refuse = () => {
    throw new Error("not active any more");
  };
  await expect(put("after", refuse)).rejects.toThrow("not active any more");
  expect(filesOf()).toEqual([name]);
});

test("a copy that came half counts as missing: what was there before is read", async () => {
  mkdirSync(join(path, "film"));
  writeFileSync(join(path, "film", "000000000000001-00000000-3.media"), "old");
  const half = join(path, "film", "000000000000002-00000000-5.media");
  writeFileSync(half, "newer");
  expect(await read()).toBe("newer");
  truncateSync(half, 4);
  expect(await read()).toBe("old");
  rmSync(join(path, "film", "000000000000001-00000000-3.media"));
  expect(await read()).toBeUndefined();
});

test("what broken uploads have left goes with the next upload a day later, and not before", async () => {
  mkdirSync(join(path, "film"));
  const [fresh, abandoned] = ["fresh.part", "abandoned.part"].map((name) => join(path, "film", name));
  for (const file of [fresh!, abandoned!]) writeFileSync(file, "half");
  const dayAgo = Date.now() / 1_000 - 24 * 3_600 - 1;
  utimesSync(abandoned!, dayAgo, dayAgo);
  const { name } = await put("whole");
  expect(filesOf().sort()).toEqual([name, "fresh.part"].sort());
});

describe("a file system that refuses writes", () => {
  const isRoot = process.getuid?.() === 0;

  beforeEach(async () => {
    await put("before");
    chmodSync(path, 0o555);
    chmodSync(join(path, "film"), 0o555);
    // Root may write anywhere.
    if (isRoot) process.seteuid?.(65_534);
  });

  afterEach(() => {
    if (isRoot) process.seteuid?.(0);
    chmodSync(path, 0o755);
    chmodSync(join(path, "film"), 0o755);
  });

  test.each(["film", "another"])("is said to take none now: %s", async (title) => {
    const refused = media.put(title, Readable.from([Buffer.from("after")]), allowed);
    await expect(refused).rejects.toThrow(MediaUnavailable);
    await expect(refused).rejects.toMatchObject({
      detail: expect.stringMatching(/takes no writes now/) as string,
    });
  });
});

test("a file system that is gone is said to be so, for writes and reads", async () => {
  writeFileSync(join(path, "film"), "a file where a folder should be");
  for (const request of [() => put("after"), () => media.open("film")]) {
    await expect(request()).rejects.toMatchObject({
      detail: expect.stringMatching(/can't be used now/) as string,
    });
  }
});

test("read only is said of a read-only mount, too", () => {
  const cause = Object.assign(new Error("EROFS: read-only file system, mkdir"), {
    code: "EROFS",
    syscall: "mkdir",
  });
  expect(new MediaUnavailable(cause).detail).toMatch(/takes no writes now/);
});
