import type { Answer } from "../../../src/functions/probe-site/site-client";

/** What a site says. */
export function answer(status: number | undefined, body?: unknown): Answer {
  return { status, body, said: `said ${status ?? "nothing"}` };
}

/** Answers that come one after the other, the last one again and again. */
export function inTurn<T>(...answers: readonly T[]): () => Promise<T> {
  let call = 0;
  return () => {
    const next = answers[Math.min(call++, answers.length - 1)];
    if (next === undefined) throw new Error("there is no answer");
    return Promise.resolve(next);
  };
}
