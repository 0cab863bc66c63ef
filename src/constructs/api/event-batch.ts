/** How many events a request may bring. */
export const MOST_EVENTS = 100;

/** What players report. */
export const EVENT_TYPES = ["play", "pause", "stop", "seek", "error"] as const;

/** The most seconds into a film that an event may be: a day. */
const LATEST_POSITION_SECONDS = 86_400;

const text = (pattern: string, description: string) => ({ type: "string", pattern, description });

const HEX = "[0-9a-fA-F]";

/**
 * What `POST /events` takes: JSON schema draft 4, the one that API Gateway knows. Patterns instead of formats: draft 4 leaves it to
 * the program whether it looks at a format. Everything is so short and so plain that neither a record nor a request of Kinesis gets
 * near its limit, and no text needs to be escaped.
 */
export const EVENT_BATCH_SCHEMA = {
  $schema: "http://json-schema.org/draft-04/schema#",
  title: "EventBatch",
  type: "object",
  additionalProperties: false,
  required: ["events"],
  properties: {
    events: {
      type: "array",
      minItems: 1,
      maxItems: MOST_EVENTS,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["id", "type", "titleId", "at"],
        properties: {
          id: text(
            `^${HEX}{8}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}$`,
            "A UUID that the player makes; the same one when it sends the event again.",
          ),
          type: { type: "string", enum: EVENT_TYPES },
          titleId: text("^[a-z0-9][a-z0-9-]{0,63}$", "What is watched."),
          viewerId: text("^[A-Za-z0-9_-]{1,64}$", "Who watches, as a pseudonym: no name, no address."),
          at: text(
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$",
            "When it happened, by the player's clock (RFC 3339).",
          ),
          position: {
            type: "number",
            minimum: 0,
            maximum: LATEST_POSITION_SECONDS,
            description: "Seconds into the film.",
          },
        },
      },
    },
  },
} as const;
