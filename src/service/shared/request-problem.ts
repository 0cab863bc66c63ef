import type { z } from "zod";

/** One thing that is wrong with a request. Holds nothing of the value: it may be a card number. */
export interface RequestProblem {
  /** Where it stands, for example `card.number`. */
  readonly field: string;
  readonly message: string;
}

/** Every problem that a check has found. The whole that was checked is called by the name. */
export function problemsIn(name: string, error: z.ZodError | undefined): RequestProblem[] {
  return (error?.issues ?? []).map(({ path, message }) => ({
    field: path.map(String).join(".") || name,
    message,
  }));
}
