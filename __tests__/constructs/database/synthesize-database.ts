import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { Construct } from "constructs";
import type { AuroraClusterProps } from "../../../src/constructs/database/aurora-cluster";
import { SiteRole } from "../../../src/constructs/failover/site-role";
import { Network } from "../../../src/constructs/network/network";
import type { RegionalStack } from "../../../src/stacks/regional-stack";

export const DATA_KEY = "arn:aws:kms:us-east-1:111122223333:key/data";
export const LOGS_KEY = "arn:aws:kms:us-east-1:111122223333:key/logs";
export const GLOBAL_CLUSTER = "payments-database-global-dev";

/** The smallest cluster that there is: one serverless instance. The scope is where its network stands. */
export function clusterProps(scope: Construct, { site }: RegionalStack): AuroraClusterProps {
  const mirror = new DataAwsSsmParameter(scope, "role", { name: "active-site" });
  return {
    network: new Network(scope, "network", {
      cidr: "10.30.0.0/16",
      settings: { zones: ["a", "b"], natGateways: "none", flowLogRetentionDays: 30 },
      logsKeyArn: LOGS_KEY,
    }),
    engineVersion: "16.8",
    capacity: { kind: "serverless", minimumUnits: { active: 4, standby: 0.5 }, maximumUnits: 16 },
    instanceZones: ["a"],
    backupRetentionDays: 7,
    role: new SiteRole(site, mirror.insecureValue),
    keyArn: DATA_KEY,
    logsKeyArn: LOGS_KEY,
    logRetentionInDays: 14,
    globalClusterIdentifier: GLOBAL_CLUSTER,
  };
}
