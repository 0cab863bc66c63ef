import { KeyAuthorizer } from "../../constructs/api-keys/key-authorizer";
import type { RedisCache } from "../../constructs/cache/redis-cache";
import { POSTGRESQL_PORT, type AuroraCluster } from "../../constructs/database/aurora-cluster";
import type { SiteRole } from "../../constructs/failover/site-role";
import { AccessPoint } from "../../constructs/file-system/access-point";
import { FileSystemAccess } from "../../constructs/file-system/file-system-access";
import { Traffic } from "../../constructs/network/traffic";
import { FargateService } from "../../constructs/service/fargate-service";
import { EventStreaming } from "../../constructs/streaming/event-streaming";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addApiIngress } from "../shared/api-ingress";
import type { Foundation } from "../shared/foundation";
import type { IngressProps } from "../shared/ingress";
import { mediaMount } from "../shared/media-mount";
import { serviceEnvironment } from "../shared/service-environment";
import { readDatabasePassword, readRoleRecord, useDataKeys } from "../shared/service-statements";
import { DATABASE_NAME, GROUP_ROLE } from "./names";
import type { GlobalstreamSettings } from "./settings";

/** What a site serves with. */
export type Serving = ReturnType<typeof addServing>;

/** What a site gets so that it can serve. */
export interface ServingProps extends Omit<IngressProps, "uploads"> {
  readonly given: GlobalstreamSettings;
  readonly foundation: Foundation;
  readonly role: SiteRole;
  /** The site's own member of the global database. */
  readonly database: AuroraCluster;
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

/**
 * Bodies longer than the 8 KB that the firewall takes: parts of films are no text, and the API checks batches of events against
 * their schema.
 */
const UPLOADS = /^(\/v1)?\/(events|titles\/[a-z0-9-]+\/media\/uploads\/[A-Za-z0-9-]+\/parts\/[0-9]+)$/;

/**
 * How long ECS lets a new task be that fails health checks, in seconds: it connects to database, cache and file system first
 * (GS-ECS-05 asks for more than 60).
 */
const HEALTH_CHECK_GRACE_SECONDS = 120;

/** Adds what answers callers, in both sites alike: API, events, service, and its ways to database, cache and files. */
export function addServing(stack: RegionalStack, props: ServingProps) {
  const { given, foundation, database, cache, fileSystemId, dataKeyArn } = props;
  const { network, operationsKeyArn, logRetentionInDays } = foundation;
  const streaming = new EventStreaming(stack, "events", {
    ...given.events,
    dataKeyArn,
    operationsKeyArn,
    logRetentionInDays,
  });
  const authorizer = new KeyAuthorizer(stack, "key-authorizer", {
    secretKeyArn: dataKeyArn,
    keyArn: operationsKeyArn,
    logRetentionInDays,
  });
  const ingress = addApiIngress(stack, {
    ...props,
    uploads: UPLOADS,
    authorizer: authorizer.function,
    stream: streaming.stream,
  });
  const { loadBalancer } = ingress;
  const mount = mediaMount(stack.site);
  const accessPoint = new AccessPoint(stack, "content-access-point", {
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
    healthCheckGraceSeconds: HEALTH_CHECK_GRACE_SECONDS,
    environment: environment(stack, props),
    taskStatements: taskStatements(stack, props),
    volumes: [
      { name: "content", fileSystemId, accessPointId: accessPoint.id, containerPath: mount.containerPath },
    ],
    operationsKeyArn,
    logRetentionInDays,
    dependsOn: [loadBalancer.listener],
  });
  loadBalancer.forwardTo(service.securityGroup.id);
  const from = service.securityGroup.id;
  const toDatabase = new Traffic(stack, "service-to-database", {
    from,
    to: database.parts.securityGroup.id,
    port: POSTGRESQL_PORT,
    description: "PostgreSQL from the service",
  });
  const toCache = new Traffic(stack, "service-to-cache", {
    from,
    to: cache.securityGroup.id,
    port: cache.port,
    description: "Redis from the service",
  });
  const content = new FileSystemAccess(stack, "content-access", {
    fileSystemId,
    accessPoint,
    network,
    zones: given.network.zones,
    client: { roleArn: service.task.roles.task.arn, securityGroupId: from },
  });
  service.startAfter([
    ...content.ready,
    ...toDatabase.rules,
    ...toCache.rules,
    // They take many minutes, in which the names of new mount targets, up to 90 s old, reach every resolver (GS-ECS-09).
    ...database.instances,
    cache.resource,
  ]);
  return { ...ingress, service, content, accessPoint, streaming, authorizer };
}

/** What the service is told; `docs/service-globalstream.md` says what each variable means. */
function environment(stack: RegionalStack, { given, database, cache, ...props }: ServingProps) {
  return {
    ...serviceEnvironment(stack, {
      roleTableName: props.roleTable.name,
      database: {
        host: database.resource.endpoint,
        readerHost: database.resource.readerEndpoint,
        name: DATABASE_NAME,
        secretArn: props.databaseSecretArn,
        groupRole: GROUP_ROLE,
      },
    }),
    CACHE_HOST: cache.configurationEndpointAddress,
    CACHE_PORT: String(cache.port),
    CACHE_USER: cache.userId,
    CACHE_GROUP: cache.replicationGroupId,
    MEDIA_PATH: mediaMount(stack.site).mediaPath,
    CORS_ORIGIN: given.api.allowedOrigin,
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
