import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import type { SiteRole } from "../../constructs/failover/site-role";
import { Traffic } from "../../constructs/network/traffic";
import { transactionBucketName } from "../../constructs/object-storage/transaction-logs";
import { FargateService } from "../../constructs/service/fargate-service";
import { idempotencyTableName } from "../../constructs/validation/idempotency-table";
import { PaymentValidation } from "../../constructs/validation/payment-validation";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import { reachedMember } from "../shared/global-database";
import { addIngress } from "../shared/ingress";
import { serviceEnvironment } from "../shared/service-environment";
import { DATABASE_NAMES } from "./names";
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
  const { given, foundation, database } = props;
  const { network, operationsKeyArn, logRetentionInDays } = foundation;
  const validation = new PaymentValidation(stack, "validation", {
    ...given.validation,
    bucketName: transactionBucketName(stack, stack.site),
    dataKeyArn: props.dataKeyArn,
    operationsKeyArn,
    logRetentionInDays,
  });
  const ingress = addIngress(stack, props);
  const { loadBalancer } = ingress;
  const reached = reachedMember(database, DATABASE_NAMES);
  const service = new FargateService(stack, "service", {
    network,
    role: props.role,
    settings: given.service,
    targetGroupArn: loadBalancer.targetGroupArn,
    requestCountLabel: `${loadBalancer.arnSuffix}/${loadBalancer.targetGroupArnSuffix}`,
    healthCheckCommand: ["CMD", "node", "/app/health.js"],
    environment: {
      ...serviceEnvironment(stack, {
        roleTableName: props.roleTable.name,
        database: { ...reached, secretArn: props.databaseSecretArn },
      }),
      VALIDATION_QUEUE_URL: validation.queue.url,
      VERDICT_TABLE: idempotencyTableName(stack),
    },
    taskStatements: taskStatements(stack, {
      databaseSecretArn: props.databaseSecretPolicyArn ?? props.databaseSecretArn,
      queueArn: validation.queue.arn,
      dataKeyArns: [...new Set([props.dataKeyArn, props.roleTable.keyArn])],
    }),
    operationsKeyArn,
    logRetentionInDays,
    dependsOn: [loadBalancer.listener],
  });
  loadBalancer.forwardTo(service.securityGroup.id);
  new Traffic(stack, "service-to-database", {
    from: service.securityGroup.id,
    to: reached.securityGroupId,
    port: reached.port,
    description: "PostgreSQL from the service",
  });
  return { validation, ...ingress, service };
}
