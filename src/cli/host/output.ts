import picocolors from "picocolors";

/** A stream that results or progress are written to. */
export interface OutputStream {
  write(text: string): unknown;
  /** Whether a person reads it on a terminal. */
  readonly isTTY?: boolean;
  /** Width of the terminal, in characters. */
  readonly columns?: number;
}

/** Colours for a stream: only on a terminal, and not with `NO_COLOR`. */
export function coloursFor({ isTTY }: OutputStream) {
  return picocolors.createColors(picocolors.isColorSupported && isTTY === true);
}

/** Colours that picocolors makes. */
export type Colours = ReturnType<typeof coloursFor>;
