import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { Failure } from "../actions/failure";
import type { Confirmation } from "../actions/failover/context";
import type { OutputStream } from "./output";

/** A stream that answers are typed into. */
export type InputStream = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** How questions reach a person. */
export interface Dialogue {
  readonly input: InputStream;
  /** Gets the question. */
  readonly output: OutputStream;
  /** Ends the question. */
  readonly signal: AbortSignal;
}

/**
 * Has something confirmed by typing it.
 *
 * @param yes whether `--yes` was given.
 * @throws Failure where nobody sits at a terminal, and `--yes` is missing or no answer.
 */
export async function confirmTyped(
  { question, expected, mayBeSkipped }: Confirmation,
  yes: boolean,
  { input, output, signal }: Dialogue,
): Promise<boolean> {
  if (yes && mayBeSkipped) return true;
  if (!input.isTTY) {
    const message = mayBeSkipped
      ? "Nobody can confirm this: run it at a terminal, or add --yes."
      : "This must be confirmed by a person at a terminal; --yes is no answer.";
    throw new Failure(message, [{ message }]);
  }
  output.write(`\n${question}\n> `);
  // The terminal itself shows what is typed, and turns Ctrl-C into a signal.
  const lines = createInterface({ input, terminal: false });
  try {
    const closed = once(lines, "close").then(() => "");
    return (await Promise.race([lines.question("", { signal }), closed])).trim() === expected;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    lines.close();
  }
}
