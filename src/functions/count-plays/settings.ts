import * as z from "zod";
import { SITES } from "../../config/site";
import { name } from "../site-settings";

/** The environment variables of the function. */
export const settings = z.object({
  /** Holds the counts and the checkpoints. */
  TABLE_NAME: name,
  /** The site that the function stands in: part of the key of all that it writes. */
  SITE: z.enum(SITES),
});
