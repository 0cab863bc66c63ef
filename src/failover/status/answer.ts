import { explain, isUnreachable } from "../../state/errors";

/** What a region answered to a question, or why it did not. */
export type Answer<T> =
  { readonly region: string; readonly value: T } | { readonly region: string; readonly noAnswer: string };

/** The question took too long. */
class Timeout extends Error {
  override readonly name = "Timeout";
}

/**
 * Asks a question that a lost region must not hold up.
 *
 * @param question gets a signal that ends it when its time is over.
 * @returns the answer, also when there is none: never fails.
 */
export async function ask<T>(
  region: string,
  timeoutMs: number,
  question: (signal: AbortSignal) => Promise<T>,
): Promise<Answer<T>> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // The signal alone is not enough: what looks for credentials does not hear it.
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Timeout());
      controller.abort();
    }, timeoutMs);
  });
  try {
    return { region, value: await Promise.race([question(controller.signal), timeout]) };
  } catch (error) {
    return { region, noAnswer: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** What was answered; undefined where nothing was. */
export function valueOf<T>(answer: Answer<T>): T | undefined {
  return "value" in answer ? answer.value : undefined;
}

function reasonOf(error: unknown): string {
  const { name, code } = error as { readonly name?: string; readonly code?: string };
  if (["Timeout", "TimeoutError", "AbortError"].includes(String(name))) return "timeout";
  // The host's name would tell no more than the region's.
  return isUnreachable(error) ? String(code ?? name) : explain(error);
}
