import { ownsSingletons } from "../../config/singletons";
import { AuditAlarms } from "../../constructs/audit/audit-alarms";
import { AuditTrail, auditTrailArn } from "../../constructs/audit/audit-trail";
import {
  cloudTrail,
  cloudWatchAlarms,
  cloudWatchLogs,
  eventBridgeToTopics,
} from "../../constructs/keys/key-policy";
import { RegionalKey } from "../../constructs/keys/regional-key";
import { Network } from "../../constructs/network/network";
import { AlertTopic } from "../../constructs/observability/alert-topic";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { SharedSettings } from "./settings";

/** What everything else of a site stands on. */
export type Foundation = ReturnType<typeof addFoundation>;

/** What the foundation of a site is made from. */
export interface FoundationProps {
  readonly given: SharedSettings;
  /** How long application logs are kept. */
  readonly logRetentionInDays: number;
  /**
   * AWS services that private subnets reach without NAT, for example `ecr.api`.
   *
   * @default - S3 and DynamoDB
   */
  readonly interfaceEndpoints?: readonly string[];
  /**
   * What alerts come from, in mails and text messages.
   *
   * @default - the topic's own name
   */
  readonly alertsFrom?: string;
}

/** Adds what both sites have, each for itself, before anything serves: key, alerts, network. */
export function addFoundation(stack: RegionalStack, props: FoundationProps) {
  const { cidrs, network } = props.given;
  const { account, alertEmail, alertPhone, runbookUrl } = stack.environment;
  const operationsKey = new RegionalKey(stack, "operations-key", {
    purpose: "operations",
    description: "Logs, alerts and the audit trail of this region",
    services: [
      cloudWatchLogs(stack.region, account),
      cloudWatchAlarms(account),
      eventBridgeToTopics(stack.region, account),
      cloudTrail(auditTrailArn(stack)),
    ],
  });
  return {
    logRetentionInDays: props.logRetentionInDays,
    operationsKeyArn: operationsKey.arn,
    topic: new AlertTopic(stack, "alerts", {
      keyArn: operationsKey.arn,
      email: alertEmail,
      phone: alertPhone,
      displayName: props.alertsFrom,
      runbookUrl,
    }),
    network: new Network(stack, "network", {
      cidr: cidrs[stack.site],
      settings: network,
      ...(props.interfaceEndpoints && { interfaceEndpoints: props.interfaceEndpoints }),
      logsKeyArn: operationsKey.arn,
    }),
  };
}

/** Adds the region's audit trail, for all systems of the environment, where this stack owns it. */
export function addAuditTrail(
  stack: RegionalStack,
  foundation: Foundation,
  { audit }: SharedSettings,
  logBucketName: string,
): void {
  const { environment, system, region } = stack;
  if (!ownsSingletons(environment, system, region)) return;
  const trail = new AuditTrail(stack, "audit", {
    ...audit,
    dataEventBucketPrefixes: Object.keys(environment.systems).flatMap((name) =>
      // Log buckets have no access logs of their own.
      ["transactions", "events", "access-logs"].map((thing) => `${name}-${thing}-`),
    ),
    keyArn: foundation.operationsKeyArn,
    logBucketName,
  });
  new AuditAlarms(stack, "audit-alarms", {
    topic: foundation.topic,
    thing: "audit",
    metrics: trail.metrics,
  });
}
