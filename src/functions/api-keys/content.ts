import * as z from "zod";

const key = z.string().min(1);

const content = z.object({
  clients: z.record(
    z.string(),
    z.object({
      /** Missing where the client has left the settings. */
      current: key.optional(),
      /** The key before, until the end of its grace period. */
      previous: z.object({ key, validUntil: z.iso.datetime() }).optional(),
    }),
  ),
});

/** What the secret holds: the keys of each client, by its name. */
export type ApiKeys = z.infer<typeof content>;

/** The secret's value makes no sense. The message holds nothing of it but names. */
export class ApiKeysError extends Error {
  override readonly name = "ApiKeysError";
}

/**
 * Reads the text of the secret.
 *
 * @throws ApiKeysError that names every problem and repeats no value.
 */
export function parseApiKeys(text: string): ApiKeys {
  const { data, error } = content.safeParse(parseJson(text));
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join(".") || "value"}: ${message}`);
  throw new ApiKeysError(`the secret's value makes no sense: ${problems.join("; ")}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's error repeats the text.
    throw new ApiKeysError("the secret's value is no JSON");
  }
}
