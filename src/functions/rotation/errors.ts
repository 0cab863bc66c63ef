/** A step that stopped for a known reason. Its message is fit for a log: it never holds a secret. */
export class RotationError extends Error {
  override readonly name = "RotationError";
}

/**
 * What may be said of any error.
 *
 * Only Secrets Manager's and DynamoDB's own words are kept. PostgreSQL repeats parts of statements, and JSON.parse parts
 * of its input; neither message nor stack nor cause of such an error may reach a log.
 */
export function fitForLog(error: unknown): RotationError {
  if (error instanceof RotationError) return error;
  const { name, message, code, $metadata } = error as NodeJS.ErrnoException & { $metadata?: object };
  if ($metadata) return new RotationError(`${name}: ${message}`);
  return new RotationError(`${name}${code ? ` ${code}` : ""}`);
}
