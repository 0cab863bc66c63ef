/** A valid event, with other values for some of its fields. */
export function event(given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: "0f9c3b5e-6f0a-4a57-9f0c-000000000001",
    type: "play",
    titleId: "the-long-night",
    viewerId: "v-4f1c",
    at: "2026-11-03T10:00:00Z",
    position: 12.5,
    ...given,
  };
}

/** A batch of so many events, each with an id of its own, of three viewers in turn. */
export function events(count: number): { readonly events: Record<string, unknown>[] } {
  return {
    events: Array.from({ length: count }, (_, index) =>
      event({
        id: `0f9c3b5e-6f0a-4a57-9f0c-${String(index).padStart(12, "0")}`,
        viewerId: `viewer-${index % 3}`,
      }),
    ),
  };
}
