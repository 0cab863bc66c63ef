import * as z from "zod";
import { SITES } from "../config/site";

/** A variable that must say something. */
export const name = z.string().min(1);

/** The environment variables of every function that looks at the role record. */
export const siteSettings = {
  SYSTEM: name,
  ENVIRONMENT_SUFFIX: name,
  /** The site that the function stands in. */
  SITE: z.enum(SITES),
  /** The table of the role record. */
  ROLE_TABLE: name,
};

/** A variable that holds JSON of a schema. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue("must be JSON");
        return z.NEVER;
      }
    })
    .pipe(schema);
}
