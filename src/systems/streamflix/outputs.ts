import type { RedisCache } from "../../constructs/cache/redis-cache";
import type { PostgresDatabase } from "../../constructs/database/postgres-database";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import { servingOutputs } from "../shared/outputs";
import type { Serving } from "./serving";

/** What the outputs of a site speak of. */
export interface SiteParts {
  readonly foundation: Foundation;
  readonly database: PostgresDatabase;
  readonly cache: RedisCache;
  readonly fileSystemId: string;
  readonly dataKeyArn: string;
  readonly serving: Serving;
}

/** What both stacks tell people and tests, under the same names. */
export function siteOutputs(stack: RegionalStack, parts: SiteParts): Record<string, string> {
  const { foundation, database, cache, serving } = parts;
  return {
    ...servingOutputs(stack, { foundation, ingress: serving, service: serving.service }),
    DatabaseInstanceIdentifier: database.identifier,
    DatabaseEndpoint: database.endpoint,
    CacheEndpoint: cache.primaryEndpointAddress,
    FileSystemId: parts.fileSystemId,
    DataKeyArn: parts.dataKeyArn,
  };
}
