import type { Site } from "../../../src/config/site";
import { roleTableName } from "../../../src/constructs/failover/role-record";
import { DatabaseAlarms } from "../../../src/constructs/observability/alarms/database-alarms";
import { LoadBalancerAlarms } from "../../../src/constructs/observability/alarms/load-balancer-alarms";
import { Remediation, type RemediationProps } from "../../../src/constructs/remediation/remediation";
import { remediationSettings } from "../../../src/constructs/remediation/settings";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { ACCOUNT, synthesizeStack } from "../../support/stack";
import { alertTopic, BALANCER, TARGETS } from "../observability/watched-site";

export const OPERATIONS_KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/operations`;
export const ROLE_KEY = `arn:aws:kms:us-east-2:${ACCOUNT}:key/data`;
export const VPC = "vpc-0123456789abcdef0";

/** What a test says of the remediation; the rest is a small site's. */
export interface Given {
  readonly settings?: Parameters<typeof remediationSettings.parse>[0];
  readonly hasDatabase?: boolean;
  readonly maximumUnits?: number;
  readonly vpcId?: string;
}

/** Adds the remediation of payments with the alarms that it listens to. */
export function addRemediation(stack: RegionalStack, given: Given = {}): Remediation {
  const { settings = {}, hasDatabase = true, maximumUnits = 16 } = given;
  const topic = alertTopic(stack);
  const ingress = new LoadBalancerAlarms(stack, "ingress-alarms", {
    topic,
    thing: "ingress",
    loadBalancer: BALANCER,
    targetGroup: TARGETS,
  });
  const clusterIdentifier = stack.physicalName("database", "rdsIdentifier");
  const database = new DatabaseAlarms(stack, "database-alarms", {
    topic,
    thing: "database",
    clusterIdentifier,
    recoveryPointMinutes: 5,
    capacity: { kind: "serverless" },
  });
  const alarmOf = ({ alarms }: LoadBalancerAlarms | DatabaseAlarms, name: string) => {
    const alarm = alarms.find(({ props }) => props.thing === name);
    if (!alarm) throw new Error(`there is no alarm ${name}`);
    return alarm;
  };
  const props: RemediationProps = {
    settings: remediationSettings.parse(settings),
    topic,
    service: {
      clusterName: stack.physicalName("cluster", "ecsCluster"),
      serviceName: stack.physicalName("service", "ecsService"),
    },
    targets: {
      targetGroupArn: `arn:aws:elasticloadbalancing:${stack.region}:${ACCOUNT}:${TARGETS}`,
      alarm: alarmOf(ingress, "ingress-unhealthy-targets"),
    },
    ...(hasDatabase && {
      database: { clusterIdentifier, maximumUnits, alarms: [alarmOf(database, "database-capacity")] },
    }),
    vpcId: given.vpcId ?? VPC,
    roleTable: { name: roleTableName(stack), keyArn: ROLE_KEY },
    keyArn: OPERATIONS_KEY,
    logRetentionInDays: 7,
  };
  return new Remediation(stack, "remediation", props);
}

/** What it synthesizes to. */
export function synthesizeRemediation(given: Given = {}, site: Site = "primary") {
  return synthesizeStack((stack) => void addRemediation(stack, given), { site });
}
