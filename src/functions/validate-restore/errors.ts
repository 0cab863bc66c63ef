import { DatabaseError } from "pg";
import { RotationError } from "../rotation/errors";

/** Why nothing could be proven. Its message is fit for logs and mails: it never holds a secret or anybody's data. */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
}

/**
 * What may be said of any error: PostgreSQL repeats parts of rows and statements in its messages, so of its errors the code
 * is kept. What has no code of the system is a sentence of the driver's, or of this project on settings and secrets.
 */
export function fitForReport(error: unknown): string {
  if (error instanceof ValidationError || error instanceof RotationError) return error.message;
  if (error instanceof DatabaseError) return `SQLSTATE ${error.code ?? "unknown"}`;
  const { name, message, code, $metadata } = error as NodeJS.ErrnoException & { $metadata?: object };
  // Secrets Manager's own words.
  if ($metadata) return `${name}: ${message}`;
  return code ?? (name === "Error" ? message : name);
}
