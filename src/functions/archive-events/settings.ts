import * as z from "zod";
import { SITES } from "../../config/site";
import { name } from "../site-settings";

/** The environment variables of the function. */
export const settings = z.object({
  /** The bucket of the site's own region. */
  ARCHIVE_BUCKET: name,
  /** The site that the function stands in: its events lie below a prefix of their own. */
  SITE: z.enum(SITES),
});
