import * as z from "zod";
import { name } from "../site-settings";

/** The environment variables of the function. */
export const settings = z.object({
  SYSTEM: name,
  ENVIRONMENT_SUFFIX: name,
  /** The secret with the keys. It has the same name in both regions. */
  SECRET_NAME: name,
});
