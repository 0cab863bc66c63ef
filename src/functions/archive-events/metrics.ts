/** The function's name in its logs, and the dimension `service` of its metrics. */
export const SERVICE = "archive-events";

/** What the function counts, and what a dashboard calls it. */
export const COUNTED = {
  EventsArchived: "Events archived",
  UnreadableEventsArchived: "Unreadable events archived",
} as const;

/** A metric of the function. */
export type Counted = keyof typeof COUNTED;
