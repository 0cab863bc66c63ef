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
