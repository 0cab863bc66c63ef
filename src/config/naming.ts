import { createHash } from "node:crypto";
import type { Site } from "./site";

/**
 * The longest name that a service takes, in characters.
 *
 * Source: the API models in the AWS SDK for JavaScript 3.1169, read 2026-11.
 */
export const NAME_LIMITS = {
  alarm: 255,
  /** Source: BackupPlanName, BackupVaultName (AWS Backup Developer Guide, API reference, read 2026-11). */
  backupPlan: 50,
  backupVault: 50,
  /** Source: BudgetName (AWS Budgets API reference, read 2026-11). */
  budget: 100,
  cloudTrail: 128,
  /** Source: CodeBuild API reference, `PublicProject`, read 2026-11; the SDK's model says 255. */
  codeBuildProject: 150,
  /** Source: CodePipeline API reference, `PipelineName`; from memory, to be checked there. */
  codePipeline: 100,
  /** Of recorders and of their delivery channels. Source: RecorderName, ChannelName, ConfigRuleName (AWS Config API reference, read 2026-11). */
  configRecorder: 256,
  configRule: 128,
  dashboard: 255,
  /** Source: Firehose API reference, `DeliveryStreamName`, read 2026-11. */
  deliveryStream: 64,
  dynamoDbTable: 255,
  ecrRepository: 256,
  ecsCluster: 255,
  ecsService: 255,
  ecsTaskFamily: 255,
  efsCreationToken: 64,
  elastiCacheParameterGroup: 255,
  elastiCacheReplicationGroup: 40,
  elastiCacheSubnetGroup: 255,
  /** Of users and of groups of them. No number is published: taken from the replication group. */
  elastiCacheUser: 40,
  eventRule: 64,
  iamPolicy: 128,
  iamRole: 64,
  /** Of streams and of their consumers. */
  kinesisStream: 128,
  kinesisConsumer: 128,
  /** Without the prefix `alias/`, which counts. */
  kmsAlias: 250,
  lambdaFunction: 64,
  loadBalancer: 32,
  logGroup: 512,
  queryDefinition: 255,
  rdsIdentifier: 63,
  rdsParameterGroup: 255,
  rdsSubnetGroup: 255,
  /** No number is published: taken from the VPC link. */
  restApi: 128,
  /** Of restore testing plans and of their selections. Source: provider documentation of aws_backup_restore_testing_plan, read 2026-11. */
  restoreTesting: 50,
  s3Bucket: 63,
  /** Of policies of Application Auto Scaling. Source: the provider's validator of `name`. */
  scalingPolicy: 255,
  secret: 512,
  securityGroup: 255,
  snsTopic: 256,
  sqsQueue: 80,
  stateMachine: 80,
  tagValue: 256,
  targetGroup: 32,
  /** Source: StringWithLengthBetween1And128 of API Gateway V2. */
  vpcLink: 128,
  webAcl: 128,
} as const;

/** A service whose names have a known limit. */
export type NameKind = keyof typeof NAME_LIMITS;

/** Services whose names have underscores where all others have hyphens. */
export const UNDERSCORED: ReadonlySet<NameKind> = new Set<NameKind>(["restoreTesting"]);

/** What every name of one site is made of. */
export interface NameScope {
  readonly system: string;
  readonly site: Site;
  readonly suffix: string;
}

/**
 * The physical name `<system>-<thing>[-dr]-<suffix>`, with underscores where the service takes no hyphen.
 *
 * A name over the service's limit is cut and ends in a hash of the whole, so that two long names stay two.
 */
export function physicalName(scope: NameScope, thing: string, kind: NameKind): string {
  const parts = [scope.system, thing, ...(scope.site === "dr" ? ["dr"] : []), scope.suffix];
  const name = cutToLimit(parts.join("-"), NAME_LIMITS[kind]);
  return UNDERSCORED.has(kind) ? name.replaceAll("-", "_") : name;
}

/** Cuts a name to `limit` characters, the last six of them a hash of the uncut name. */
export function cutToLimit(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 6);
  return `${name.slice(0, limit - hash.length - 1).replace(/-+$/, "")}-${hash}`;
}
