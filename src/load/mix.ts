/** What a load is made of, each with a route of its own. */
export const KINDS = [
  "health",
  "readTitle",
  "readViewer",
  "readHistory",
  "writeHistory",
  "readSession",
  "writeSession",
  "events",
] as const;

/** One kind of request. */
export type Kind = (typeof KINDS)[number];

/** How often each kind comes, against the others. */
export type Mix = Readonly<Partial<Record<Kind, number>>>;

/** As the capacity model assumes, media left out: five requests to the service for each batch of events. */
export const MODEL_MIX: Mix = {
  health: 1,
  readTitle: 32,
  readSession: 20,
  writeHistory: 12,
  readHistory: 10,
  readViewer: 4,
  writeSession: 1,
  events: 20,
};

/**
 * Reads a mix such as `readTitle=4,events=1`.
 *
 * @throws Error with every problem of it.
 */
export function readMix(text: string): Mix {
  const mix: Partial<Record<Kind, number>> = {};
  const problems: string[] = [];
  for (const part of text.split(",")) {
    const [kind = "", weight = ""] = part.trim().split("=");
    if (!isKind(kind)) problems.push(`"${kind}" is none of ${KINDS.join(", ")}`);
    else if (!/^[1-9][0-9]{0,2}$/.test(weight)) problems.push(`${kind} needs a whole number from 1 to 999`);
    else mix[kind] = Number(weight);
  }
  if (problems.length > 0) throw new Error(`The mix is not valid: ${problems.join("; ")}.`);
  return mix;
}

function isKind(text: string): text is Kind {
  return (KINDS as readonly string[]).includes(text);
}

/** The kinds in an order in which each is spread evenly: what one connection sends again and again. */
export function sequenceOf(mix: Mix): Kind[] {
  const weights = KINDS.map((kind) => ({ kind, weight: mix[kind] ?? 0 })).filter(({ weight }) => weight > 0);
  return weights
    .flatMap(({ kind, weight }) =>
      Array.from({ length: weight }, (_, index) => ({ kind, place: (index + 0.5) / weight })),
    )
    .sort((one, other) => one.place - other.place)
    .map(({ kind }) => kind);
}

/** Share of a kind in a mix. */
export function shareOf(mix: Mix, kind: Kind): number {
  const total = Object.values(mix).reduce((sum, weight) => sum + weight, 0);
  return (mix[kind] ?? 0) / total;
}
