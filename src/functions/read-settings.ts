import type * as z from "zod";

/**
 * What a function is told by its environment variables.
 *
 * @throws Error that names every variable that is missing or wrong.
 */
export function readSettings<T>(
  schema: z.ZodType<T>,
  variables: Readonly<Record<string, string | undefined>>,
): T {
  const { data, error } = schema.safeParse(variables);
  if (error === undefined) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`environment variables: ${problems.join("; ")}`);
}
