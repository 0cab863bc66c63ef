import * as z from "zod";
import { readSettings as read } from "../read-settings";
import { json, name } from "../site-settings";

const limits = json(z.record(z.string().regex(/^[A-Z]{3}$/), z.string().regex(/^\d{1,15}(\.\d{1,4})?$/)));

const settings = z.object({
  /** Holds the idempotency records and the verdicts. */
  TABLE_NAME: name,
  /** Takes the transaction log. */
  TRANSACTION_BUCKET: name,
  /** The largest amount by currency, as JSON: `{"USD":"10000"}`. */
  AMOUNT_LIMITS: limits,
});

/** What the function is told by its environment variables. */
export type Settings = z.infer<typeof settings>;

/** @throws Error that names every variable that is missing or wrong. */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  return read(settings, variables);
}
