import { Unavailable } from "../unavailable";

/** The file system is read only, or its policy refuses the write. */
const READ_ONLY = new Set(["EROFS", "EACCES", "EPERM"]);

/** The file system refuses, or does not answer. */
export class MediaUnavailable extends Unavailable {
  constructor(cause: unknown) {
    const isReadOnly = READ_ONLY.has((cause as NodeJS.ErrnoException).code ?? "");
    super(
      isReadOnly
        ? "The file system takes no writes now. Repeat the same request."
        : "The file system can't be used now. Repeat the same request.",
      cause,
    );
    this.name = "MediaUnavailable";
  }
}

/** The content is longer than this service takes. */
export class MediaTooLarge extends Error {
  readonly statusCode = 413;

  constructor(largestBytes: number) {
    super(`Media may have ${largestBytes} bytes at most.`);
    this.name = "MediaTooLarge";
  }
}

/** There is no content. */
export class EmptyMedia extends Error {
  readonly statusCode = 400;

  constructor() {
    super("There is nothing in the body.");
    this.name = "EmptyMedia";
  }
}
