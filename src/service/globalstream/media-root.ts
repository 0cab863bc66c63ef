import { randomUUID } from "node:crypto";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { reported } from "../shared/media/file-calls";
import { MediaUnavailable } from "../shared/media/media-problems";

/** The folder of all media. It may come later than the service, which looks for it with every request. */
export class MediaRoot {
  constructor(readonly path: string) {}

  /** @throws MediaUnavailable where it is not there. */
  async look(): Promise<void> {
    await reported(stat(this.path));
  }

  /** Makes it where the file system is there without it. @throws MediaUnavailable where that is not there. */
  async prepare(): Promise<void> {
    // Not with its parents: what is not mounted must not be made on the container's own disk.
    await reported(mkdir(this.path).catch(unlessThere));
    await this.look();
  }

  /** Whether files can be written. @throws MediaUnavailable where they can't. */
  async tryToWrite(): Promise<void> {
    const probe = join(this.path, `${randomUUID()}.probe`);
    try {
      await writeFile(probe, "");
      await rm(probe, { force: true });
    } catch (error) {
      throw new MediaUnavailable(error);
    }
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
