import { readFileSync } from "node:fs";
import * as z from "zod";
import { name } from "../site-settings";
import { zodProblems } from "../zod-problems";
import { ValidationError } from "./errors";

const port = z.coerce.number().int().min(1).max(65_535);

/** The environment variables of the function. */
export const settings = z.object({
  /** The live database: an endpoint that reads. */
  DATABASE_HOST: name,
  DATABASE_PORT: port,
  /** The database of either cluster. */
  DATABASE_NAME: name,
  /** The path of the certificates that the servers' may be signed by, as PEM. */
  DATABASE_CA_FILE: name,
  /** The service's secret, of the function's own region. */
  SECRET_ID: name,
  /** Tables that must be there, with commas between them; empty for none. */
  EXPECTED_TABLES: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter((table) => table !== "")),
  COUNT_TOLERANCE_PERCENT: z.coerce.number().min(0).max(100),
});

const request = z.object({
  /** The restored cluster's instance. */
  host: name,
  port,
  /** When the backup was made, ISO 8601. */
  recoveryPoint: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
});

/**
 * What the state machine tells the function.
 *
 * @throws ValidationError with everything that is wrong with it.
 */
export function readRequest(event: unknown): z.output<typeof request> {
  const { data, error } = request.safeParse(event);
  if (data) return data;
  throw new ValidationError(`the request of the state machine: ${zodProblems(error)}`);
}

/** The text of a file of certificates. */
export function readAuthorities(path: string): string {
  return readFileSync(path, "utf8");
}
