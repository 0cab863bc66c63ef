import type * as z from "zod";
import { zodProblems } from "./zod-problems";

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
  throw new Error(`environment variables: ${zodProblems(error)}`);
}
