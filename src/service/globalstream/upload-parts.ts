import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { namesIn, reported, unlessMissing, writeFlushed } from "../shared/media/file-calls";
import { WrongDigest } from "./digests";
import { LARGEST_PART_BYTES } from "./limits";
import type { MediaRoot } from "./media-root";

/** Whoever has sent nothing for so long comes no more. In milliseconds. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

/** Number, SHA-256, length in bytes. */
const NAME = /^(\d{5})-([0-9a-f]{64})-(\d{1,8})\.piece$/;

/** A part of an upload, as it lies on the file system. */
export interface Part {
  readonly number: number;
  readonly bytes: number;
  readonly path: string;
}

/**
 * The parts of uploads, one folder an upload, beside the media of the title. A part's name says how long it is: on a copy of
 * the file system what is shorter counts as missing.
 */
export class UploadParts {
  constructor(private readonly root: MediaRoot) {}

  /**
   * Stores a part, in place of the one with this number.
   *
   * @param mayFinish throws where the site may not write any more; asked right before the part gets its name.
   * @returns its length in bytes.
   * @throws WrongDigest, MediaTooLarge, EmptyMedia, MediaUnavailable, and what `mayFinish` throws. Then nothing has changed.
   */
  async put(
    [titleId, uploadId, number]: readonly [string, string, number],
    content: AsyncIterable<Buffer>,
    sha256: string,
    mayFinish: () => void,
  ): Promise<number> {
    const folder = this.folderOf(titleId, uploadId);
    const unfinished = join(folder, `${randomUUID()}.part`);
    const hash = createHash("sha256");
    const hashed = async function* () {
      for await (const chunk of content) {
        hash.update(chunk);
        yield chunk;
      }
    };
    try {
      await reported(mkdir(folder, { recursive: true }));
      const bytes = await writeFlushed(unfinished, hashed(), LARGEST_PART_BYTES);
      const found = hash.digest("hex");
      if (found !== sha256) throw new WrongDigest(sha256, found);
      mayFinish();
      const start = `${String(number).padStart(5, "0")}-`;
      const name = `${start}${sha256}-${bytes}.piece`;
      await reported(rename(unfinished, join(folder, name)));
      const others = (await namesIn(folder)).filter((one) => one.startsWith(start) && one !== name);
      for (const other of others) await rm(join(folder, other), { force: true }).catch(() => {});
      return bytes;
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => {});
      throw error;
    }
  }

  /** The parts that are there and whole, by their numbers. @throws MediaUnavailable */
  async list(titleId: string, uploadId: string): Promise<ReadonlyMap<number, Part>> {
    const folder = this.folderOf(titleId, uploadId);
    const parts = new Map<number, Part>();
    for (const name of await reported(namesIn(folder))) {
      const [, number, , bytes] = NAME.exec(name) ?? [];
      const path = join(folder, name);
      const found = number && (await reported(stat(path).catch(unlessMissing)));
      if (!found || found.size !== Number(bytes)) continue;
      parts.set(Number(number), { number: Number(number), bytes: found.size, path });
    }
    return parts;
  }

  /** Removes the parts of an upload, and what others of the title have left a day ago. */
  async remove(titleId: string, uploadId: string): Promise<void> {
    await rm(this.folderOf(titleId, uploadId), { recursive: true, force: true });
    const all = join(this.root.path, titleId, "uploads");
    for (const name of await readdir(all)) {
      const { mtimeMs } = await stat(join(all, name));
      if (Date.now() - mtimeMs > ABANDONED_AFTER_MS)
        await rm(join(all, name), { recursive: true, force: true });
    }
  }

  private folderOf(titleId: string, uploadId: string): string {
    return join(this.root.path, titleId, "uploads", uploadId);
  }
}

/** The numbers up to a count that are not there. */
export function missingOf(parts: ReadonlyMap<number, Part>, count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1).filter((number) => !parts.has(number));
}

/** The content of parts, one after the other. */
export async function* contentOfParts(parts: readonly Part[]): AsyncGenerator<Buffer> {
  for (const { path } of parts) yield* createReadStream(path) as AsyncIterable<Buffer>;
}
