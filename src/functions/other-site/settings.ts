import * as z from "zod";
import { json, name, siteSettings } from "../site-settings";
import { blueprint } from "./blueprint";

const settings = z.object({
  ...siteSettings,
  OTHER_REGION: name,
  /** The ECS cluster and service of the other site. */
  CLUSTER_NAME: name,
  SERVICE_NAME: name,
  /** Set where the database is a global one. */
  GLOBAL_CLUSTER: name.optional(),
  /** The ARN of this site's member of the global cluster. */
  OWN_DATABASE_ARN: name.optional(),
  /** What a replica of the other site's database is made of, as JSON. Set where this site may need one. */
  REPLICA_BLUEPRINT: json(blueprint).optional(),
  OTHER_MACHINE_ARN: name,
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
