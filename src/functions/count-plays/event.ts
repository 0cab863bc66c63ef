import * as z from "zod";
import { EVENT_TYPES } from "../../constructs/api/event-batch";

/** What of an event matters for counting. More than that was checked by the API, and may change there. */
const playerEvent = z.object({ type: z.enum(EVENT_TYPES), titleId: z.string().min(1).max(128) });

/** What of an event matters for counting. */
export type PlayerEvent = z.infer<typeof playerEvent>;

/** The event in a record; undefined where it is none that anybody knows. */
export function readEvent(data: Buffer): PlayerEvent | undefined {
  try {
    return playerEvent.safeParse(JSON.parse(data.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
