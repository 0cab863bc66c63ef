import { open, readdir, writeFile } from "node:fs/promises";
import { EmptyMedia, MediaTooLarge, MediaUnavailable } from "./media-problems";

const FILE_CALLS = new Set([
  "mkdir",
  "open",
  "write",
  "writev",
  "fsync",
  "rename",
  "scandir",
  "stat",
  "fstat",
  "close",
]);

/** What the file system refuses becomes an error that says so; whatever else goes wrong stays what it is. */
export async function reported<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    // A system call on a path or an open file; one on the client's connection is not the file system's trouble.
    const { syscall } = error as NodeJS.ErrnoException;
    throw syscall !== undefined && FILE_CALLS.has(syscall) ? new MediaUnavailable(error) : error;
  }
}

/** The names in a folder; none where there is no such folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(unlessMissing)) ?? [];
}

/** Undefined instead of the error that something is not there. */
export function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

/**
 * Writes a new file, and flushes it. What goes wrong leaves a part of it behind.
 *
 * @returns its length in bytes.
 * @throws MediaTooLarge, EmptyMedia, MediaUnavailable, and what the content throws.
 */
export async function writeFlushed(
  path: string,
  content: AsyncIterable<Buffer>,
  largestBytes: number,
): Promise<number> {
  const file = await reported(open(path, "wx", 0o640));
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of content) {
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
