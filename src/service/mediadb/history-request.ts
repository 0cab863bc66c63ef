import { z } from "zod";
import { pageLimit } from "../shared/page-limit";
import { problemsIn } from "../shared/request-problem";
import { titleId, type Checked } from "../shared/titles/title-request";

/** More than clocks of players ever should differ. */
const AHEAD_AT_MOST_MS = 5 * 60_000;

/** Seconds into a title: a day. */
const LATEST_POSITION_SECONDS = 86_400;

const POSITION_PROBLEM = `must be a whole number from 0 to ${LATEST_POSITION_SECONDS}`;

function entryAt(now: number) {
  return z.strictObject({
    titleId,
    watchedAt: z.iso
      .datetime({ error: 'must be a time in UTC, for example "2026-11-21T15:00:00.000Z"', abort: true })
      .refine((time) => Date.parse(time) >= 0 && Date.parse(time) <= now + AHEAD_AT_MOST_MS, {
        error: "must lie between 1970 and five minutes from now",
      })
      .transform((time) => new Date(time)),
    positionSeconds: z
      .int({ error: POSITION_PROBLEM })
      .min(0, { error: POSITION_PROBLEM })
      .max(LATEST_POSITION_SECONDS, { error: POSITION_PROBLEM }),
  });
}

/** The body of `POST /viewers/<id>/history`. */
export type EntryRequest = z.output<ReturnType<typeof entryAt>>;

/** Checks the body of `POST /viewers/<id>/history`. */
export function readEntryRequest(body: unknown, now = Date.now()): Checked<EntryRequest> {
  const { success, data, error } = entryAt(now).safeParse(body);
  return success ? data : { problems: problemsIn("body", error) };
}

/** A place in a history: behind the entry with this time and title, going back in time. */
export interface Place {
  readonly watchedAt: Date;
  readonly titleId: string;
}

const PLACE_PROBLEM = 'must be the "before" of the page that came last';

const page = z.strictObject({
  before: z
    .string()
    .transform((text, context): Place => {
      const [time = "", id = "", ...rest] = text.split("_");
      const isPlace =
        rest.length === 0 && z.iso.datetime().safeParse(time).success && titleId.safeParse(id).success;
      if (!isPlace) context.addIssue(PLACE_PROBLEM);
      return { watchedAt: new Date(time), titleId: id };
    })
    .optional(),
  limit: pageLimit,
});

/** Which part of a history `GET /viewers/<id>/history` shall answer. */
export type HistoryPageRequest = z.output<typeof page>;

/** Checks the query of `GET /viewers/<id>/history`. */
export function readHistoryPageRequest(query: unknown): Checked<HistoryPageRequest> {
  const { success, data, error } = page.safeParse(query);
  return success ? data : { problems: problemsIn("query", error) };
}

/** A place as a query names it. */
export function textOfPlace({ watchedAt, titleId: id }: Place): string {
  return `${watchedAt.toISOString()}_${id}`;
}
