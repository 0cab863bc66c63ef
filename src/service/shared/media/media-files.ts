import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { namesIn, reported, unlessMissing, writeFlushed } from "./file-calls";
import { isBefore, newVersion, versionsAmong, type MediaVersion } from "./media-version";

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
   * @param mayFinish throws where the site may not write any more; asked right before the rename. It is told what the
   *   version will be called.
   * @throws MediaTooLarge, EmptyMedia, MediaUnavailable, what the content throws, and what `mayFinish` throws. Then nothing
   *   has changed.
   */
  async put(
    titleId: string,
    content: AsyncIterable<Buffer>,
    mayFinish: (version: MediaVersion) => void | Promise<void>,
  ): Promise<MediaVersion> {
    const folder = join(this.path, titleId);
    const unfinished = join(folder, `${randomUUID()}.part`);
    try {
      await reported(mkdir(folder, { recursive: true }));
      const bytes = await writeFlushed(unfinished, content, this.largestBytes);
      const [newest] = versionsAmong(await reported(namesIn(folder)));
      // Later than what is there, also where another task's clock was ahead: what is stored last is what is read.
      const version = newVersion(
        bytes,
        new Date(Math.max(Date.now(), (newest?.storedAt.getTime() ?? 0) + 1)),
      );
      await mayFinish(version);
      await reported(rename(unfinished, join(folder, version.name)));
      await removeOld(folder, version.name).catch(() => {});
      return version;
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => {});
      throw error;
    }
  }

  /**
   * Opens the newest version that is whole; undefined without one.
   *
   * @param isWanted chooses among the versions. @default - all
   * @throws MediaUnavailable
   */
  async open(
    titleId: string,
    isWanted: (version: MediaVersion) => boolean | Promise<boolean> = () => true,
  ): Promise<OpenMedia | undefined> {
    const folder = join(this.path, titleId);
    for (const version of versionsAmong(await reported(namesIn(folder)))) {
      if (!(await isWanted(version))) continue;
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
}

/** Removes versions before this one with what lies beside them, and what broken uploads have left. */
async function removeOld(folder: string, current: string): Promise<void> {
  const names = await readdir(folder);
  for (const name of names.filter((one) => isBefore(one, current)))
    await rm(join(folder, name), { force: true });
  for (const name of names.filter((one) => UNFINISHED.test(one))) {
    const { mtimeMs } = await stat(join(folder, name));
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(join(folder, name), { force: true });
  }
}
