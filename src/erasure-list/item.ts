import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import * as z from "zod";

/** The attribute that an entry is found by. */
export const ERASURE_KEY = "viewer_id";

/** The attribute that says when DynamoDB forgets an entry. */
export const ERASURE_EXPIRATION = "expiration";

/** A viewer whose data were erased. The id is random and was nobody's name: it is all that is kept. */
export interface Erasure {
  readonly viewerId: string;
  readonly erasedAt: Date;
}

const item = z.object({
  [ERASURE_KEY]: z.object({ S: z.uuidv4() }),
  erased_at: z.object({ S: z.iso.datetime() }),
});

/**
 * An entry as DynamoDB keeps it.
 *
 * @param expiration when it is forgotten, in seconds since 1970.
 */
export function erasureItem(
  { viewerId, erasedAt }: Erasure,
  expiration: number,
): Record<string, AttributeValue> {
  return {
    [ERASURE_KEY]: { S: viewerId },
    erased_at: { S: erasedAt.toISOString() },
    [ERASURE_EXPIRATION]: { N: String(expiration) },
  };
}

/** An entry of the list makes no sense. Its message says which attribute, and not what stands there. */
export class ErasureListError extends Error {
  override readonly name = "ErasureListError";
}

/** Reads an entry. @throws ErasureListError if it makes no sense. */
export function erasureOf(found: Record<string, AttributeValue>): Erasure {
  const { data, error } = item.safeParse(found);
  if (data) return { viewerId: data[ERASURE_KEY].S, erasedAt: new Date(data.erased_at.S) };
  const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new ErasureListError(`an entry of the list of erasures makes no sense: ${problems.join("; ")}`);
}
