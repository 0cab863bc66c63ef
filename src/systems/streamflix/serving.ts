import type { RedisCache } from "../../constructs/cache/redis-cache";
import type { PostgresDatabase } from "../../constructs/database/postgres-database";
import type { SiteRole } from "../../constructs/failover/site-role";
import { AccessPoint } from "../../constructs/file-system/access-point";
import { FileSystemAccess } from "../../constructs/file-system/file-system-access";
import { Traffic } from "../../constructs/network/traffic";
import { FargateService } from "../../constructs/service/fargate-service";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import { addIngress, type IngressProps } from "../shared/ingress";
import { serviceEnvironment } from "../shared/service-environment";
import { mediaMount } from "../shared/media-mount";
import { readDatabasePassword, readRoleRecord, useDataKeys } from "../shared/service-statements";
import { DATABASE_NAME, GROUP_ROLE } from "./names";
import type { StreamflixSettings } from "./settings";

/** What a site serves with. */
export type Serving = ReturnType<typeof addServing>;

/** What a site gets so that it can serve. */
export interface ServingProps extends IngressProps {
  readonly given: StreamflixSettings;
  readonly foundation: Foundation;
  readonly role: SiteRole;
  readonly database: PostgresDatabase;
  readonly cache: RedisCache;
  /** The site's own file system. */
  readonly fileSystemId: string;
  /** The service's user in the database: the secret of this region. */
  readonly databaseSecretArn: string;
  /**
   * What policies call that secret.
   *
   * @default - its ARN
   */
  readonly databaseSecretPolicyArn?: string;
  /** The site's key for data. */
  readonly dataKeyArn: string;
  /** The role table: its name, and its key in the DR region. */
  readonly roleTable: { readonly name: string; readonly keyArn: string };
}

/** Films are no text, and longer than the 8 KB that the firewall sees of them. */
const UPLOADS = "/media";

/** Adds what answers callers, in both sites alike: ingress and service, and its ways to database, cache and files. */
export function addServing(stack: RegionalStack, props: ServingProps) {
  const { given, foundation, database, cache, fileSystemId } = props;
  const { network, operationsKeyArn, logRetentionInDays } = foundation;
  const ingress = addIngress(stack, { ...props, uploads: UPLOADS });
  const { loadBalancer } = ingress;
  const mount = mediaMount(stack.site);
  const accessPoint = new AccessPoint(stack, "media-access-point", {
    fileSystemId,
    path: mount.accessPointPath,
  });
  const service = new FargateService(stack, "service", {
    network,
    role: props.role,
    settings: given.service,
    targetGroupArn: loadBalancer.targetGroupArn,
    requestCountLabel: `${loadBalancer.arnSuffix}/${loadBalancer.targetGroupArnSuffix}`,
    healthCheckCommand: ["CMD", "node", "/app/health.js"],
    environment: environment(stack, props),
    taskStatements: taskStatements(stack, props),
    volumes: [
      { name: "media", fileSystemId, accessPointId: accessPoint.id, containerPath: mount.containerPath },
    ],
    operationsKeyArn,
    logRetentionInDays,
    dependsOn: [loadBalancer.listener],
  });
  loadBalancer.forwardTo(service.securityGroup.id);
  const from = service.securityGroup.id;
  const toDatabase = new Traffic(stack, "service-to-database", {
    from,
    to: database.securityGroup.id,
    port: database.port,
    description: "PostgreSQL from the service",
  });
  const toCache = new Traffic(stack, "service-to-cache", {
    from,
    to: cache.securityGroup.id,
    port: cache.port,
    description: "Redis from the service",
  });
  const media = new FileSystemAccess(stack, "media-access", {
    fileSystemId,
    accessPoint,
    network,
    zones: given.network.zones,
    client: { roleArn: service.task.roles.task.arn, securityGroupId: from },
  });
  service.startAfter([
    ...media.ready,
    ...toDatabase.rules,
    ...toCache.rules,
    database.resource,
    cache.resource,
  ]);
  return { ...ingress, service, media };
}

/** What the service is told; `docs/service-streamflix.md` says what each variable means. */
function environment(stack: RegionalStack, { database, cache, ...props }: ServingProps) {
  return {
    ...serviceEnvironment(stack, {
      roleTableName: props.roleTable.name,
      database: {
        host: database.endpoint,
        // One instance a site: it writes, or it follows.
        readerHost: database.endpoint,
        name: DATABASE_NAME,
        secretArn: props.databaseSecretArn,
        groupRole: GROUP_ROLE,
      },
    }),
    CACHE_HOST: cache.primaryEndpointAddress,
    CACHE_PORT: String(cache.port),
    CACHE_USER: cache.userId,
    CACHE_GROUP: cache.replicationGroupId,
    MEDIA_PATH: mediaMount(stack.site).mediaPath,
  };
}

function taskStatements(stack: RegionalStack, { cache, ...props }: ServingProps) {
  const keyArns = [...new Set([props.dataKeyArn, props.roleTable.keyArn])];
  return [
    readRoleRecord(stack),
    readDatabasePassword(props.databaseSecretPolicyArn ?? props.databaseSecretArn),
    ...cache.connectStatements,
    useDataKeys(stack, keyArns, ["secretsmanager"]),
  ];
}
