import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, writeFile, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { EmptyMedia, MediaTooLarge, MediaUnavailable } from "./media-problems";
import { newVersion, versionsAmong, type MediaVersion } from "./media-version";

/** What is being written. It becomes a version by its name only. */
const UNFINISHED = /\.part$/;

/** Older than any upload may take: its task is gone. In milliseconds. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

/** A version that can be read. Whoever has opened it closes the file, or reads a stream of it to its end. */
export interface OpenMedia extends MediaVersion {
  readonly file: FileHandle;
}

/**
 * The media of titles on the file system, one folder a title.
 *
 * A file gets its name when it is whole, and the name says how long it is. The file system's replication copies file after
 * file and keeps no common moment (EFS User Guide, replication, read 2026-11), so a copy may hold the name before it
 * holds all of the bytes: what is shorter than its name says counts as missing.
 */
export class MediaFiles {
  constructor(
    private readonly path: string,
    private readonly largestBytes: number,
  ) {}

  /**
   * Stores the media of a title in place of what was there: written aside, flushed, then renamed at once.
   *
   * @param mayFinish throws where the site may not write any more; asked right before the rename.
   * @throws MediaTooLarge, EmptyMedia, MediaUnavailable, and what `mayFinish` throws. Then nothing has changed.
   */
  async put(titleId: string, content: Readable, mayFinish: () => void): Promise<MediaVersion> {
    const folder = join(this.path, titleId);
    const unfinished = join(folder, `${randomUUID()}.part`);
    try {
      await reported(mkdir(folder, { recursive: true }));
      const bytes = await this.write(unfinished, content);
      const [newest] = versionsAmong(await reported(namesIn(folder)));
      // Later than what is there, also where another task's clock was ahead: what is stored last is what is read.
      const version = newVersion(
        bytes,
        new Date(Math.max(Date.now(), (newest?.storedAt.getTime() ?? 0) + 1)),
      );
      mayFinish();
      await reported(rename(unfinished, join(folder, version.name)));
      await removeOld(folder, version.name).catch(() => {});
      return version;
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => {});
      throw error;
    }
  }

  /** Opens the newest version that is whole; undefined without one. @throws MediaUnavailable */
  async open(titleId: string): Promise<OpenMedia | undefined> {
    const folder = join(this.path, titleId);
    for (const version of versionsAmong(await reported(namesIn(folder)))) {
      const file = await reported(open(join(folder, version.name)).catch(unlessMissing));
      if (!file) continue;
      const size = await reported(file.stat().then((found) => found.size)).catch(async (error: unknown) => {
        await file.close();
        throw error;
      });
      if (size === version.bytes) return { ...version, file };
      await file.close();
    }
    return undefined;
  }

  /** @returns the length in bytes. */
  private async write(path: string, content: Readable): Promise<number> {
    const { largestBytes } = this;
    const file = await reported(open(path, "wx", 0o640));
    let bytes = 0;
    const counted = async function* () {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > largestBytes) throw new MediaTooLarge(largestBytes);
        yield chunk;
      }
      if (bytes === 0) throw new EmptyMedia();
    };
    try {
      await reported(writeFile(file, counted()));
      await reported(file.sync());
    } finally {
      await reported(file.close());
    }
    return bytes;
  }
}

/** Removes versions before this one, and what broken uploads have left. */
async function removeOld(folder: string, current: string): Promise<void> {
  const names = await readdir(folder);
  const older = versionsAmong(names).filter(({ name }) => name < current);
  for (const { name } of older) await rm(join(folder, name), { force: true });
  for (const name of names.filter((one) => UNFINISHED.test(one))) {
    const { mtimeMs } = await stat(join(folder, name));
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(join(folder, name), { force: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(unlessMissing)) ?? [];
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

/** What the file system refuses becomes an error that says so; whatever else goes wrong stays what it is. */
async function reported<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    // A system call on a path or an open file; one on the client's connection is not the file system's trouble.
    const { syscall } = error as NodeJS.ErrnoException;
    throw syscall !== undefined && FILE_CALLS.has(syscall) ? new MediaUnavailable(error) : error;
  }
}

const FILE_CALLS = new Set([
  "mkdir",
  "open",
  "write",
  "writev",
  "fsync",
  "rename",
  "scandir",
  "fstat",
  "close",
]);
