import { z } from "zod";
import { maskCardNumbers } from "./card-numbers";
import { problemsIn, type RequestProblem } from "./request-problem";

/** More than clocks of AWS ever differ. What comes from further ahead could not be replaced until then. */
const AHEAD_AT_MOST_MS = 5 * 60_000;

/** The name of a canary. */
export const canaryName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, {
    error: "must begin with a-z and have at most 40 characters out of a-z, 0-9 and -",
  })
  // It is stored.
  .refine((name) => maskCardNumbers(name) === name, { error: "must not look like a card number" });

/** Checks the name and the body of `PUT /canaries/<name>`, and finds every problem. */
export function readCanaryRequest(
  name: unknown,
  body: unknown,
  now = Date.now(),
): { readonly name: string; readonly written: Date } | { readonly problems: readonly RequestProblem[] } {
  const checkedName = canaryName.safeParse(name);
  const checkedBody = bodyAt(now).safeParse(body);
  if (checkedName.success && checkedBody.success) {
    return { name: checkedName.data, written: new Date(checkedBody.data.written) };
  }
  return { problems: [...problemsIn("name", checkedName.error), ...problemsIn("body", checkedBody.error)] };
}

function bodyAt(now: number) {
  return z.strictObject({
    written: z.iso
      .datetime({ error: 'must be a time in UTC, for example "2026-11-21T15:00:00.000Z"', abort: true })
      .refine((time) => Date.parse(time) >= 0 && Date.parse(time) <= now + AHEAD_AT_MOST_MS, {
        error: "must lie between 1970 and five minutes from now",
      }),
  });
}
