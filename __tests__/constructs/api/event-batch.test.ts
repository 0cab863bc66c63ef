import Ajv from "ajv-draft-04";
import { EVENT_BATCH_SCHEMA, EVENT_TYPES, MOST_EVENTS } from "../../../src/constructs/api/event-batch";
import { event, events } from "./events";

const validate = new Ajv({ strict: true }).compile(EVENT_BATCH_SCHEMA);
const without = (name: string) => Object.fromEntries(Object.entries(event()).filter(([key]) => key !== name));

test.each<[string, unknown]>([
  ["one event", events(1)],
  [`${MOST_EVENTS} events`, events(MOST_EVENTS)],
  ["no viewer and no position", { events: [without("viewerId"), without("position")] }],
  ...EVENT_TYPES.map((type): [string, unknown] => [`the type ${type}`, { events: [event({ type })] }]),
  ["a time with an offset", { events: [event({ at: "2026-11-03T10:00:00.123+01:00" })] }],
])("%s is a batch", (_what, batch) => {
  expect(validate(batch)).toBe(true);
});

test.each<[string, unknown]>([
  ["no object", [event()]],
  ["no events", {}],
  ["an empty list", { events: [] }],
  [`${MOST_EVENTS + 1} events`, events(MOST_EVENTS + 1)],
  ...["id", "type", "titleId", "at"].map((name): [string, unknown] => [
    `an event without ${name}`,
    { events: [without(name)] },
  ]),
  ["an unknown field of the batch", { ...events(1), more: 1 }],
  ["an unknown field of an event", { events: [event({ name: "Maria" })] }],
  ["an id that is no UUID", { events: [event({ id: "1" })] }],
  ["an unknown type", { events: [event({ type: "rewind" })] }],
  ["a number for a title", { events: [event({ titleId: 7 })] }],
  ["quotes in a title", { events: [event({ titleId: `a"}]` })] }],
  ["an address for a viewer", { events: [event({ viewerId: "maria@example.com" })] }],
  ["a quote in a viewer", { events: [event({ viewerId: "o'neill" })] }],
  ["a line feed after a viewer", { events: [event({ viewerId: "abc\n" })] }],
  ["a viewer of 65 characters", { events: [event({ viewerId: "a".repeat(65) })] }],
  ["an empty viewer", { events: [event({ viewerId: "" })] }],
  ["a date without a time", { events: [event({ at: "2026-11-03" })] }],
  ["a negative position", { events: [event({ position: -1 })] }],
  ["a text for a position", { events: [event({ position: "1" })] }],
])("%s is none", (_what, batch) => {
  expect(validate(batch)).toBe(false);
});

test("the longest batch is far below what Kinesis takes in a request and in a record", () => {
  const longest = event({
    type: "error",
    titleId: "t".repeat(64),
    viewerId: "v".repeat(64),
    at: "2026-11-03T10:00:00.123456789+01:00",
    position: 86399.123456789,
  });
  expect(validate({ events: [longest] })).toBe(true);
  expect(JSON.stringify(longest).length).toBeLessThan(400);
});
