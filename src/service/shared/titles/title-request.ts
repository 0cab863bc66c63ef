import { z } from "zod";
import { pageLimit } from "../page-limit";
import { problemsIn, type RequestProblem } from "../request-problem";
import { textUpTo } from "../text-up-to";

/** The id of a title. It is the name of a folder, too. */
export const titleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
  error: "must begin with a-z or 0-9 and have at most 64 characters out of a-z, 0-9 and -",
});

const title = z.strictObject({
  name: textUpTo(200),
  description: textUpTo(4_000).optional(),
  releasedOn: z.iso.date({ error: 'must be a date, for example "2026-11-21"' }).optional(),
});

/** The body of `PUT /titles/<id>`. */
export type TitleRequest = z.output<typeof title>;

const page = z.strictObject({
  after: titleId.optional(),
  limit: pageLimit,
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
