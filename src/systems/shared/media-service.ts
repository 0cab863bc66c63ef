import type { ITerraformDependable } from "cdktf";
import type { RedisCache } from "../../constructs/cache/redis-cache";
import type { RoleRelay } from "../../constructs/failover/role-relay";
import type { SiteRole } from "../../constructs/failover/site-role";
import { AccessPoint } from "../../constructs/file-system/access-point";
import { FileSystemAccess } from "../../constructs/file-system/file-system-access";
import type { LoadBalancer } from "../../constructs/ingress/load-balancer";
import type { PolicyStatement } from "../../constructs/iam/policy-document";
import { Traffic } from "../../constructs/network/traffic";
import type { CollectorSettings } from "../../constructs/service/collector-settings";
import { FargateService } from "../../constructs/service/fargate-service";
import type { SpotSettings } from "../../constructs/service/spot-settings";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { IngressProps } from "./ingress";
import { mediaMount } from "./media-mount";
import { serviceEnvironment, type ServiceEnvironmentProps } from "./service-environment";
import { readDatabasePassword, readRoleByRelay, readRoleRecord, useDataKeys } from "./service-statements";

/** What a site of a media system gets so that it can serve. */
export interface MediaServingProps extends Omit<IngressProps, "uploads"> {
  readonly role: SiteRole;
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
  /**
   * What reads the role record for a network that does not lead to the DR region.
   *
   * @default - the service reads it in the DR region
   */
  readonly roleRelay?: RoleRelay | undefined;
}

/** What a media service is made from. */
export interface MediaServiceProps extends MediaServingProps {
  readonly loadBalancer: LoadBalancer;
  /** What the files are called: starts the ids of the ways to them, and names the volume. */
  readonly files: string;
  readonly database: Omit<ServiceEnvironmentProps["database"], "secretArn"> & {
    readonly port: number;
    readonly securityGroupId: string;
    /** What must stand before the service starts. */
    readonly ready: readonly ITerraformDependable[];
  };
  /** Where the service reaches the cache. */
  readonly cacheHost: string;
  /**
   * Variables of this system alone.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * What tasks of this system alone may do.
   *
   * @default - nothing
   */
  readonly statements?: readonly PolicyStatement[];
  /**
   * Seconds in which ECS does not stop a new task for failing health checks.
   *
   * @default - as long as for every service
   */
  readonly healthCheckGraceSeconds?: number;
  /**
   * Which tasks run on Fargate Spot.
   *
   * @default - none
   */
  readonly spot?: SpotSettings;
  /**
   * The traces of the service.
   *
   * @default - none
   */
  readonly collector?: CollectorSettings;
  /**
   * Whether what the service is told lies in Parameter Store.
   *
   * @default false - in the task definition
   */
  readonly usesParameters?: boolean;
}

/** Adds a service behind the load balancer, and its ways to database, cache and files. */
export function addMediaService(stack: RegionalStack, props: MediaServiceProps) {
  const { given, foundation, loadBalancer, files, database, cache, fileSystemId } = props;
  const { network, operationsKeyArn, logRetentionInDays } = foundation;
  const { accessPointPath: path, containerPath } = mediaMount(stack.site);
  const accessPoint = new AccessPoint(stack, `${files}-access-point`, { fileSystemId, path });
  const service = new FargateService(stack, "service", {
    network,
    role: props.role,
    settings: given.service,
    targetGroupArn: loadBalancer.targetGroupArn,
    requestCountLabel: `${loadBalancer.arnSuffix}/${loadBalancer.targetGroupArnSuffix}`,
    healthCheckCommand: ["CMD", "node", "/app/health.js"],
    ...(props.healthCheckGraceSeconds !== undefined && {
      healthCheckGraceSeconds: props.healthCheckGraceSeconds,
    }),
    ...(props.spot && { spot: props.spot }),
    ...(props.collector && { collector: props.collector }),
    ...(props.usesParameters && { usesParameters: true }),
    environment: environment(stack, props),
    taskStatements: taskStatements(stack, props),
    volumes: [{ name: files, fileSystemId, accessPointId: accessPoint.id, containerPath }],
    operationsKeyArn,
    logRetentionInDays,
    dependsOn: [loadBalancer.listener],
  });
  loadBalancer.forwardTo(service.securityGroup.id);
  const from = service.securityGroup.id;
  const toDatabase = new Traffic(stack, "service-to-database", {
    from,
    to: database.securityGroupId,
    port: database.port,
    description: "PostgreSQL from the service",
  });
  const toCache = new Traffic(stack, "service-to-cache", {
    from,
    to: cache.securityGroup.id,
    port: cache.port,
    description: "Redis from the service",
  });
  const access = new FileSystemAccess(stack, `${files}-access`, {
    fileSystemId,
    accessPoint,
    network,
    zones: given.network.zones,
    client: { roleArn: service.task.roles.task.arn, securityGroupId: from },
  });
  service.startAfter([
    ...access.ready,
    ...toDatabase.rules,
    ...toCache.rules,
    // They take many minutes, in which the names of new mount targets, up to 90 s old, reach every resolver (GS-ECS-09).
    ...database.ready,
    cache.resource,
  ]);
  return { service, accessPoint };
}

/** What the service is told; the system's page on its service says what each variable means. */
function environment(stack: RegionalStack, { database, cache, ...props }: MediaServiceProps) {
  const { host, readerHost, name, groupRole } = database;
  return {
    ...serviceEnvironment(stack, {
      roleTableName: props.roleTable.name,
      roleRelay: props.roleRelay,
      database: { host, readerHost, name, secretArn: props.databaseSecretArn, groupRole },
    }),
    CACHE_HOST: props.cacheHost,
    CACHE_PORT: String(cache.port),
    CACHE_USER: cache.userId,
    CACHE_GROUP: cache.replicationGroupId,
    MEDIA_PATH: mediaMount(stack.site).mediaPath,
    ...props.environment,
  };
}

function taskStatements(stack: RegionalStack, { cache, roleRelay, ...props }: MediaServiceProps) {
  const keyArns = [...new Set([props.dataKeyArn, props.roleTable.keyArn])];
  return [
    ...(roleRelay ? readRoleByRelay(stack, roleRelay) : [readRoleRecord(stack)]),
    readDatabasePassword(props.databaseSecretPolicyArn ?? props.databaseSecretArn),
    ...cache.connectStatements,
    roleRelay
      ? useDataKeys(stack, [props.dataKeyArn], ["secretsmanager"], stack.region)
      : useDataKeys(stack, keyArns, ["secretsmanager"]),
    ...(props.statements ?? []),
  ];
}
