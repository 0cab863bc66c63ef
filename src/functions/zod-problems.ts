import type * as z from "zod";

/** Everything that a schema has found wrong, as one text: each problem behind the path where it stands. */
export function zodProblems({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}
