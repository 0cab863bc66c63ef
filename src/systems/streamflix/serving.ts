import type { PostgresDatabase } from "../../constructs/database/postgres-database";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addIngress } from "../shared/ingress";
import { addMediaService, type MediaServingProps } from "../shared/media-service";
import { DATABASE_NAMES } from "./names";
import type { StreamflixSettings } from "./settings";

/** What a site serves with. */
export type Serving = ReturnType<typeof addServing>;

/** What a site gets so that it can serve. */
export interface ServingProps extends MediaServingProps {
  readonly given: StreamflixSettings;
  readonly database: PostgresDatabase;
}

/** Films are no text, and longer than the 8 KB that the firewall sees of them. */
const UPLOADS = "/media";

/** Adds what answers callers, in both sites alike: ingress and service, and its ways to database, cache and files. */
export function addServing(stack: RegionalStack, props: ServingProps) {
  const { database, cache } = props;
  const ingress = addIngress(stack, { ...props, uploads: UPLOADS });
  const { service } = addMediaService(stack, {
    ...props,
    loadBalancer: ingress.loadBalancer,
    files: "media",
    database: {
      host: database.endpoint,
      // One instance a site: it writes, or it follows.
      readerHost: database.endpoint,
      name: DATABASE_NAMES.database,
      groupRole: DATABASE_NAMES.groupRole,
      port: database.port,
      securityGroupId: database.securityGroup.id,
      ready: [database.resource],
    },
    cacheHost: cache.primaryEndpointAddress,
  });
  return { ...ingress, service };
}
