import type { RedisCache } from "../../constructs/cache/redis-cache";
import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import { servingOutputs } from "../shared/outputs";
import type { Backups } from "./backups";
import type { Serving } from "./serving";

/** What the outputs of a site speak of. */
export interface SiteParts {
  readonly foundation: Foundation;
  readonly database: AuroraCluster;
  readonly cache: RedisCache;
  readonly fileSystemId: string;
  readonly dataKeyArn: string;
  readonly backups: Backups;
  readonly serving: Serving;
}

/** What both stacks tell people and tests, under the same names. */
export function siteOutputs(stack: RegionalStack, parts: SiteParts): Record<string, string> {
  const { foundation, database, cache, serving, backups } = parts;
  return {
    ...servingOutputs(stack, { foundation, ingress: serving, service: serving.service }),
    ApiUrl: serving.api.url,
    RestApiId: serving.api.restApiId,
    DatabaseClusterIdentifier: database.resource.clusterIdentifier,
    DatabaseEndpoint: database.resource.endpoint,
    DatabaseReaderEndpoint: database.resource.readerEndpoint,
    CacheEndpoint: cache.configurationEndpointAddress,
    FileSystemId: parts.fileSystemId,
    AccessPointId: serving.accessPoint.id,
    EventStreamName: serving.streaming.stream.name,
    BackupVaultArn: backups.plan.vault.arn,
    DataKeyArn: parts.dataKeyArn,
  };
}
