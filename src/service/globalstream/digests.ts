import { createHash } from "node:crypto";
import { SEGMENT_BYTES } from "./limits";

/** A SHA-256 as it is written here: 64 digits in lower case. */
export const SHA256 = /^[0-9a-f]{64}$/;

/** SHA-256 of some content and of each of its segments, while it goes by. */
export class Digests {
  private readonly whole = createHash("sha256");
  private readonly segments: string[] = [];
  private segment = createHash("sha256");
  private inSegment = 0;

  add(chunk: Buffer): void {
    this.whole.update(chunk);
    for (let start = 0; start < chunk.length;) {
      const piece = chunk.subarray(start, start + SEGMENT_BYTES - this.inSegment);
      this.segment.update(piece);
      this.inSegment += piece.length;
      start += piece.length;
      if (this.inSegment === SEGMENT_BYTES) this.endSegment();
    }
  }

  /** To be asked once, at the end. */
  finish(): { readonly sha256: string; readonly segments: readonly string[] } {
    if (this.inSegment > 0) this.endSegment();
    return { sha256: this.whole.digest("hex"), segments: this.segments };
  }

  private endSegment(): void {
    this.segments.push(this.segment.digest("hex"));
    this.segment = createHash("sha256");
    this.inSegment = 0;
  }
}

/** The content does not have the SHA-256 that was said. */
export class WrongDigest extends Error {
  readonly statusCode = 400;

  constructor(expected: string, found: string) {
    super(`The content has the SHA-256 ${found}, not ${expected}.`);
    this.name = "WrongDigest";
  }
}
