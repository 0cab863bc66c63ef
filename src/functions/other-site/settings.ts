import * as z from "zod";
import { SITES } from "../../config/site";

const name = z.string().min(1);

const settings = z.object({
  SYSTEM: name,
  ENVIRONMENT_SUFFIX: name,
  /** The site that the function stands in. */
  SITE: z.enum(SITES),
  OTHER_REGION: name,
  /** The ECS cluster and service of the other site. */
  CLUSTER_NAME: name,
  SERVICE_NAME: name,
  GLOBAL_CLUSTER: name,
  /** The ARN of this site's member of the global cluster. */
  OWN_DATABASE_ARN: name,
  OTHER_MACHINE_ARN: name,
  ROLE_TABLE: name,
  /** The DR region. */
  ROLE_REGION: name,
  /** The SSM parameter that mirrors the active site. Set where the function may write the role record. */
  MIRROR_PARAMETER: name.optional(),
});

/** The function's environment variables. */
export type Settings = z.infer<typeof settings>;

/**
 * Reads the function's environment variables.
 *
 * @throws Error naming all that is missing or wrong.
 */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  return settings.parse(variables);
}
