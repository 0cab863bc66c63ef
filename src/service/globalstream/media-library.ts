import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { reported, unlessMissing } from "../shared/media/file-calls";
import { MediaFiles, type OpenMedia } from "../shared/media/media-files";
import { versionOf, type MediaVersion } from "../shared/media/media-version";
import { Digests, SHA256, WrongDigest } from "./digests";
import { SEGMENT_BYTES } from "./limits";
import type { MediaRoot } from "./media-root";

const manifest = z.object({
  bytes: z.number(),
  sha256: z.string().regex(SHA256),
  segmentBytes: z.number().min(1),
  /** The SHA-256 of each segment, in their order. */
  segments: z.array(z.string().regex(SHA256)).readonly(),
});

/** What is known of a version. Its segments are equally long ranges of its bytes, but for the last one. */
export type Manifest = z.output<typeof manifest>;

/** A version that can be read, with its manifest. Whoever has opened it closes the file. */
export interface OpenVersion {
  readonly media: OpenMedia;
  readonly manifest: Manifest;
}

/**
 * The media of titles. A version is a file, cut into segments by its manifest, which lies beside it: so it appears by one
 * rename. On a copy of the file system a version counts when both have arrived.
 */
export class MediaLibrary {
  private readonly files: MediaFiles;

  constructor(
    private readonly root: MediaRoot,
    largestBytes: number,
  ) {
    this.files = new MediaFiles(root.path, largestBytes);
  }

  /**
   * Stores media in place of what was there.
   *
   * @param sha256 what the content must have.
   * @param mayFinish throws where that is not allowed any more; asked right before the version appears.
   * @throws WrongDigest, MediaTooLarge, MediaUnavailable, and what content and `mayFinish` throw. Then nothing has changed.
   */
  publish(
    titleId: string,
    content: AsyncIterable<Buffer>,
    sha256: string,
    mayFinish: () => Promise<void>,
  ): Promise<MediaVersion> {
    const digests = new Digests();
    const read = async function* () {
      for await (const chunk of content) {
        digests.add(chunk);
        yield chunk;
      }
    };
    return this.files.put(titleId, read(), async (version) => {
      const found = digests.finish();
      if (found.sha256 !== sha256) throw new WrongDigest(sha256, found.sha256);
      const { bytes } = version;
      await reported(
        writeText(this.manifestPath(titleId, version), { bytes, segmentBytes: SEGMENT_BYTES, ...found }),
      );
      await mayFinish();
    });
  }

  /** Opens the newest version that is whole; undefined without one. @throws MediaUnavailable */
  async open(titleId: string): Promise<OpenVersion | undefined> {
    await this.root.look();
    let newest: Manifest | undefined;
    const media = await this.files.open(titleId, async (version) => {
      newest = await this.readManifest(titleId, version);
      return newest !== undefined;
    });
    return media && newest && { media, manifest: newest };
  }

  private async readManifest(titleId: string, version: MediaVersion): Promise<Manifest | undefined> {
    const text = await reported(readFile(this.manifestPath(titleId, version), "utf8").catch(unlessMissing));
    try {
      return manifest.parse(JSON.parse(text ?? ""));
    } catch {
      return undefined;
    }
  }

  private manifestPath(titleId: string, { name }: MediaVersion): string {
    return join(this.root.path, titleId, `${name}.manifest`);
  }
}

/** The name of a version, for clients. */
export function nameOf({ media }: OpenVersion): string {
  return versionOf(media);
}

async function writeText(path: string, content: Manifest): Promise<void> {
  const file = await open(path, "wx", 0o640);
  try {
    await file.writeFile(JSON.stringify(content));
    await file.sync();
  } finally {
    await file.close();
  }
}
