import { LogQueries } from "../../constructs/observability/log-queries";
import { Remediation } from "../../constructs/remediation/remediation";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { addAlarms } from "./alarms";
import type { SiteParts } from "./outputs";
import type { MediadbSettings } from "./settings";

/** What puts right what AWS reports. */
export interface RemediationProps extends SiteParts {
  readonly given: MediadbSettings;
  readonly alarms: ReturnType<typeof addAlarms>;
  /** The role table and its key, both in the DR region. */
  readonly roleTable: { readonly name: string; readonly keyArn: string };
}

/** Adds what puts right by itself what can be put right safely (MD-MON-05), and a saved query on what it said. */
export function addRemediation(
  stack: RegionalStack,
  { given, alarms, foundation, serving, database, roleTable }: RemediationProps,
): void {
  const { topic, network, operationsKeyArn, logRetentionInDays } = foundation;
  const { service, loadBalancer } = serving;
  const capacity = given.database.capacity[stack.site];
  const remediation = new Remediation(stack, "remediation", {
    settings: given.remediation,
    topic,
    service: { clusterName: service.cluster.clusterName, serviceName: service.serviceName },
    targets: {
      targetGroupArn: loadBalancer.targetGroupArn,
      alarm: alarms.loadBalancer.unhealthyTargets,
    },
    ...(capacity.kind === "serverless" &&
      alarms.database.capacity && {
        database: {
          clusterIdentifier: database.clusterIdentifier,
          maximumUnits: capacity.maximumUnits,
          alarms: [alarms.database.capacity],
        },
      }),
    vpcId: network.vpcId,
    roleTable,
    keyArn: operationsKeyArn,
    logRetentionInDays,
  });
  if (!remediation.function) return;
  new LogQueries(stack, "remediation-queries", {
    remediation: remediation.function.logGroup.resource.name,
  });
}
