import { z } from "zod";

/** Text of at least one character, which PostgreSQL can store. */
export function textUpTo(characters: number) {
  const error = `must be text of 1 to ${characters} characters`;
  return (
    z
      .string({ error })
      .min(1, { error })
      .max(characters, { error })
      // PostgreSQL stores none.
      .refine((given) => !given.includes("\0"), { error: "must not hold the character U+0000" })
  );
}
