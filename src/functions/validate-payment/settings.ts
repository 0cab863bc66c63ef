import * as z from "zod";

const limits = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "must be JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().regex(/^[A-Z]{3}$/), z.string().regex(/^\d{1,15}(\.\d{1,4})?$/)));

const settings = z.object({
  /** Holds the idempotency records and the verdicts. */
  TABLE_NAME: z.string().min(1),
  /** Takes the transaction log. */
  TRANSACTION_BUCKET: z.string().min(1),
  /** The largest amount by currency, as JSON: `{"USD":"10000"}`. */
  AMOUNT_LIMITS: limits,
});

/** What the function is told by its environment variables. */
export type Settings = z.infer<typeof settings>;

/** @throws Error that names every variable that is missing or wrong. */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const { data, error } = settings.safeParse(variables);
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`environment variables: ${problems.join("; ")}`);
}
