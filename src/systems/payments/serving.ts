import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import { POSTGRESQL_PORT } from "../../constructs/database/aurora-cluster";
import { hostNames } from "../../constructs/dns/host-names";
import type { SiteRole } from "../../constructs/failover/site-role";
import { Certificate } from "../../constructs/ingress/certificate";
import { LoadBalancer } from "../../constructs/ingress/load-balancer";
import { WebAcl } from "../../constructs/ingress/web-acl";
import { Traffic } from "../../constructs/network/traffic";
import { transactionBucketName } from "../../constructs/object-storage/transaction-logs";
import { FargateService, SERVICE_PORT } from "../../constructs/service/fargate-service";
import { idempotencyTableName } from "../../constructs/validation/idempotency-table";
import { PaymentValidation } from "../../constructs/validation/payment-validation";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";
import { APPLICATION_LOG_DAYS, DATABASE_NAME, GROUP_ROLE } from "./names";
import type { PaymentsSettings } from "./settings";
import { taskStatements } from "./task-statements";

/** What a site serves with. */
export type Serving = ReturnType<typeof addServing>;

/** What a site gets from outside of it, so that it can serve. */
export interface ServingProps {
  readonly given: PaymentsSettings;
  readonly foundation: Foundation;
  readonly role: SiteRole;
  /** The site's own member of the global database. */
  readonly database: AuroraCluster;
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
  readonly logBucketName: string;
  /**
   * The zone that gets the records which prove that the names are ours.
   *
   * @default - the other stack makes them
   */
  readonly validationZoneId?: string;
}

/** Adds what answers callers, in both sites alike: ingress, service, validation. */
export function addServing(stack: RegionalStack, props: ServingProps) {
  const { given, foundation } = props;
  const { network, operationsKeyArn } = foundation;
  const validation = new PaymentValidation(stack, "validation", {
    ...given.validation,
    bucketName: transactionBucketName(stack, stack.site),
    dataKeyArn: props.dataKeyArn,
    operationsKeyArn,
    logRetentionInDays: APPLICATION_LOG_DAYS,
  });
  const loadBalancer = new LoadBalancer(stack, "ingress", {
    network,
    servicePort: SERVICE_PORT,
    certificateArn: certificateArn(stack, props),
    logBucketName: props.logBucketName,
  });
  const webAcl = new WebAcl(stack, "firewall", {
    settings: given.waf,
    loadBalancerArn: loadBalancer.arn,
    logsKeyArn: operationsKeyArn,
    logRetentionInDays: given.network.flowLogRetentionDays,
  });
  const service = new FargateService(stack, "service", {
    network,
    role: props.role,
    settings: given.service,
    targetGroupArn: loadBalancer.targetGroupArn,
    requestCountLabel: `${loadBalancer.arnSuffix}/${loadBalancer.targetGroupArnSuffix}`,
    healthCheckCommand: ["CMD", "node", "/app/health.js"],
    environment: serviceEnvironment(stack, props, validation.queue.url),
    taskStatements: taskStatements(stack, {
      databaseSecretArn: props.databaseSecretPolicyArn ?? props.databaseSecretArn,
      queueArn: validation.queue.arn,
      dataKeyArns: [...new Set([props.dataKeyArn, props.roleTable.keyArn])],
    }),
    operationsKeyArn,
    logRetentionInDays: APPLICATION_LOG_DAYS,
    dependsOn: [loadBalancer.listener],
  });
  loadBalancer.forwardTo(service.securityGroup.id);
  new Traffic(stack, "service-to-database", {
    from: service.securityGroup.id,
    to: props.database.parts.securityGroup.id,
    port: POSTGRESQL_PORT,
    description: "PostgreSQL from the service",
  });
  return { validation, loadBalancer, webAcl, service };
}

function certificateArn(stack: RegionalStack, { validationZoneId }: ServingProps): string | undefined {
  const names = hostNames(stack);
  if (!names) return undefined;
  return new Certificate(stack, "certificate", { names, ...(validationZoneId && { validationZoneId }) }).arn;
}

/** What the service is told; `docs/service.md` says what each variable means. */
function serviceEnvironment(stack: RegionalStack, props: ServingProps, queueUrl: string) {
  const { resource } = props.database;
  return {
    SYSTEM: stack.system,
    SITE: stack.site,
    AWS_REGION: stack.region,
    ROLE_TABLE: props.roleTable.name,
    ROLE_REGION: stack.regions.dr,
    DATABASE_HOST: resource.endpoint,
    DATABASE_READER_HOST: resource.readerEndpoint,
    DATABASE_NAME,
    DATABASE_SECRET_ARN: props.databaseSecretArn,
    DATABASE_GROUP_ROLE: GROUP_ROLE,
    DATABASE_CA_FILE: "/app/rds-ca.pem",
    VALIDATION_QUEUE_URL: queueUrl,
    VERDICT_TABLE: idempotencyTableName(stack),
    PORT: String(SERVICE_PORT),
  };
}
