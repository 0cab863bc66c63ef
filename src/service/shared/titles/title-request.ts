import { z } from "zod";
import { problemsIn, type RequestProblem } from "../request-problem";

/** Titles on a page, unless fewer are asked for; the most that a page has. */
const PAGE = 50;
const LARGEST_PAGE = 100;
const LIMIT_PROBLEM = `must be a whole number from 1 to ${LARGEST_PAGE}`;

/** The id of a title. It is the name of a folder, too. */
export const titleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
  error: "must begin with a-z or 0-9 and have at most 64 characters out of a-z, 0-9 and -",
});

function textUpTo(characters: number) {
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

const title = z.strictObject({
  name: textUpTo(200),
  description: textUpTo(4_000).optional(),
  releasedOn: z.iso.date({ error: 'must be a date, for example "2026-11-21"' }).optional(),
});

/** The body of `PUT /titles/<id>`. */
export type TitleRequest = z.output<typeof title>;

const page = z.strictObject({
  after: titleId.optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, { error: LIMIT_PROBLEM })
    .transform(Number)
    .pipe(z.number().min(1, { error: LIMIT_PROBLEM }).max(LARGEST_PAGE, { error: LIMIT_PROBLEM }))
    .default(PAGE),
});

/** Which part of the list `GET /titles` shall answer. */
export type PageRequest = z.output<typeof page>;

/** What a check has found: what was given, or every problem of it. */
export type Checked<T> = T | { readonly problems: readonly RequestProblem[] };

/** Checks the id and the body of `PUT /titles/<id>`. */
export function readTitleRequest(
  id: unknown,
  body: unknown,
): Checked<{ readonly id: string; readonly title: TitleRequest }> {
  const checkedId = titleId.safeParse(id);
  const checkedBody = title.safeParse(body);
  if (checkedId.success && checkedBody.success) return { id: checkedId.data, title: checkedBody.data };
  return { problems: [...problemsIn("id", checkedId.error), ...problemsIn("body", checkedBody.error)] };
}

/** Checks the query of `GET /titles`. */
export function readPageRequest(query: unknown): Checked<PageRequest> {
  const { success, data, error } = page.safeParse(query);
  return success ? data : { problems: problemsIn("query", error) };
}
