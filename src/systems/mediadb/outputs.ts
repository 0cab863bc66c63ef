import type { RedisCache } from "../../constructs/cache/redis-cache";
import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import type { DataRetention } from "../../constructs/retention/data-retention";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import { servingOutputs } from "../shared/outputs";
import type { Backups } from "./backups";
import type { Events } from "./events";
import type { Serving } from "./serving";

/** What a site is made of. */
export interface SiteParts {
  readonly foundation: Foundation;
  readonly database: AuroraCluster;
  readonly cache: RedisCache;
  /** The site's own file system. */
  readonly fileSystemId: string;
  readonly dataKeyArn: string;
  readonly events: Events;
  readonly serving: Serving;
  readonly backups: Backups;
  readonly retention: DataRetention;
}

/** What both stacks tell people and tests, under the same names (MD-OUT-01). */
export function siteOutputs(stack: RegionalStack, parts: SiteParts): Record<string, string> {
  const { foundation, database, cache, events, serving, backups } = parts;
  return {
    ...servingOutputs(stack, { foundation, ingress: serving, service: serving.service }),
    ApiUrl: serving.api.url,
    RestApiId: serving.api.restApiId,
    DatabaseClusterIdentifier: database.resource.clusterIdentifier,
    DatabaseEndpoint: database.resource.endpoint,
    DatabaseReaderEndpoint: database.resource.readerEndpoint,
    CacheEndpoint: cache.primaryEndpointAddress,
    FileSystemId: parts.fileSystemId,
    AccessPointId: serving.accessPoint.id,
    EventStreamName: events.stream.name,
    DeliveryStreamName: events.delivery.name,
    BackupVaultArn: backups.plan.vault.arn,
    RetentionFunctionName: parts.retention.function.name,
    DataKeyArn: parts.dataKeyArn,
  };
}
