import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { MediaLibrary } from "../../../src/service/globalstream/media-library";
import { MediaRoot } from "../../../src/service/globalstream/media-root";
import { MediaWorker } from "../../../src/service/globalstream/media-worker";
import type { UploadJobs } from "../../../src/service/globalstream/upload-jobs";
import { UploadParts } from "../../../src/service/globalstream/upload-parts";
import { makeWatch } from "../shared/watch";
import { sha256Of } from "./support";

const TEXT = "content";

let path: string;
let now: number;
let calls: string[];
let onRenew: () => void;

/** A worker on a site, with one job of three parts. */
async function makeWorker(site: "primary" | "dr" = "primary") {
  const { watch } = makeWatch(site);
  await watch.poll();
  const root = new MediaRoot(path);
  const parts = new UploadParts(root);
  for (const number of [1, 2, 3]) {
    const content = Readable.from([Buffer.from(TEXT)]);
    await parts.put(["film", "first", number], content, sha256Of(TEXT), () => {});
  }
  const waiting = [
    { titleId: "film", uploadId: "first", parts: 3, sha256: sha256Of(TEXT.repeat(3)), worker: "" },
  ];
  const said = (name: string) => () => {
    calls.push(name);
    if (name === "renew") onRenew();
    return Promise.resolve();
  };
  const jobs = {
    claim: () => said("claim")().then(() => waiting.pop()),
    renew: said("renew"),
    succeed: said("succeed"),
    fail: said("fail"),
  };
  const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
  const library = new MediaLibrary(root, 1_000);
  return new MediaWorker({
    watch,
    root,
    parts,
    library,
    jobs: jobs as unknown as UploadJobs,
    log,
    now: () => (now += 15_000),
  });
}

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "standby-worker-"));
  now = 0;
  calls = [];
  onRenew = () => {};
});

afterEach(() => rmSync(path, { recursive: true }));

test("a job is renewed while it takes long, and once more before its media appear", async () => {
  const worker = await makeWorker();
  expect(await worker.workOnce()).toBe(true);
  // After 30 s of the first two parts; and at the end.
  expect(calls).toEqual(["claim", "renew", "renew", "succeed"]);
  expect(await worker.workOnce()).toBe(false);
});

test("a standby does not even ask", async () => {
  const worker = await makeWorker("dr");
  expect(await worker.workOnce()).toBe(false);
  expect(calls).toEqual([]);
});

test("once started it works by itself, looks again when it is woken, and ends when it is told to", async () => {
  const worker = await makeWorker();
  worker.start();
  while (calls.length < 5) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(calls).toEqual(["claim", "renew", "renew", "succeed", "claim"]);
  worker.wake();
  while (calls.length < 6) await new Promise((resolve) => setTimeout(resolve, 5));
  await worker.stop();
  expect(calls.at(-1)).toBe("claim");
});

test("a service that stops breaks its job off, for another task", async () => {
  const worker = await makeWorker();
  const stopped = new Promise<void>((resolve) => {
    onRenew = () => resolve(worker.stop());
  });
  worker.start();
  await stopped;
  expect(calls).toEqual(["claim", "renew"]);
});

describe("where parts are missing", () => {
  const isRoot = process.getuid?.() === 0;

  /** Root may write anywhere. */
  const asUser = (id: number) => {
    if (isRoot) process.seteuid?.(id);
  };

  afterEach(() => {
    asUser(0);
    chmodSync(path, 0o755);
  });

  test.each([
    ["fails where files can be written", 0o755, ["claim", "fail"]],
    ["waits where the file system is a copy yet, to which they may come", 0o555, ["claim"]],
  ])("the job %s", async (_what, mode, expected) => {
    const worker = await makeWorker();
    rmSync(join(path, "film"), { recursive: true });
    chmodSync(path, mode);
    if (mode === 0o555) asUser(65_534);
    await worker.workOnce();
    expect(calls).toEqual(expected);
  });
});
