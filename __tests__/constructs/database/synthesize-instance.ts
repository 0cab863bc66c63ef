import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { instanceSettings, type InstanceSettings } from "../../../src/constructs/database/instance-settings";
import { PostgresInstance } from "../../../src/constructs/database/postgres-instance";
import type { PostgresDatabaseProps } from "../../../src/constructs/database/postgres-database";
import { PostgresReplica } from "../../../src/constructs/database/postgres-replica";
import { SiteRole } from "../../../src/constructs/failover/site-role";
import { Network } from "../../../src/constructs/network/network";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { DATA_KEY, LOGS_KEY } from "./synthesize-database";

export const REPLICA_KEY = "arn:aws:kms:us-east-2:111122223333:key/data";

/** What an instance with default settings is made from, in the middle of its surroundings. */
export function instanceProps(
  stack: RegionalStack,
  settings: Partial<InstanceSettings> = {},
): PostgresDatabaseProps {
  const mirror = new DataAwsSsmParameter(stack, "role", { name: "active-site" });
  return {
    network: new Network(stack, "network", {
      cidr: "10.30.0.0/16",
      settings: { zones: ["a", "b"], natGateways: "none", flowLogRetentionDays: 30 },
      logsKeyArn: LOGS_KEY,
    }),
    role: new SiteRole(stack.site, mirror.insecureValue),
    keyArn: DATA_KEY,
    logsKeyArn: LOGS_KEY,
    logRetentionInDays: 14,
    settings: instanceSettings.parse(settings),
  };
}

/** The instance of the primary site. */
export function addInstance(
  stack: RegionalStack,
  settings: Partial<InstanceSettings> = {},
): PostgresInstance {
  return new PostgresInstance(stack, "database", {
    ...instanceProps(stack, settings),
    databaseName: "catalogue",
    secretReplica: { region: "us-east-2", keyArn: REPLICA_KEY },
  });
}

/** The instance of the DR site. */
export function addReplica(stack: RegionalStack, settings: Partial<InstanceSettings> = {}): PostgresReplica {
  return new PostgresReplica(stack, "database", instanceProps(stack, settings));
}
