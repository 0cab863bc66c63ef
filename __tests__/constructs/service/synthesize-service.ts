import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import type { Construct } from "constructs";
import type { z } from "zod";
import { SiteRole } from "../../../src/constructs/failover/site-role";
import { Network } from "../../../src/constructs/network/network";
import type { FargateServiceProps } from "../../../src/constructs/service/fargate-service";
import { serviceSettings, type ServiceSettings } from "../../../src/constructs/service/settings";
import type { RegionalStack } from "../../../src/stacks/regional-stack";

export const OPERATIONS_KEY = "arn:aws:kms:us-east-1:111122223333:key/operations";
export const TARGET_GROUP = "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/service/1";
export const DIGEST = `sha256:${"5c".repeat(32)}`;
export const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-service-dev";

const tasks = { minimum: { active: 10, standby: 2 }, maximum: 50 };
export const schema = serviceSettings({ cpu: 512, memory: 1024, tasks: { primary: tasks, dr: tasks } });

/** The settings of a service with an image, and with all defaults. */
export function settings(given: Exclude<z.input<typeof schema>, undefined> = {}): ServiceSettings {
  return schema.parse({ imageDigest: DIGEST, ...given });
}

export function siteRole(scope: Construct, { site }: RegionalStack): SiteRole {
  return new SiteRole(site, new DataAwsSsmParameter(scope, "role", { name: "active-site" }).insecureValue);
}

/** The smallest service that there is. The scope is where its network stands. */
export function serviceProps(scope: Construct, stack: RegionalStack): FargateServiceProps {
  return {
    network: new Network(scope, "network", {
      cidr: "10.30.0.0/16",
      settings: { zones: ["a", "b"], natGateways: "none", flowLogRetentionDays: 30 },
      logsKeyArn: OPERATIONS_KEY,
    }),
    role: siteRole(scope, stack),
    settings: settings(),
    targetGroupArn: TARGET_GROUP,
    healthCheckCommand: ["CMD", "node", "/app/health.js"],
    environment: {},
    taskStatements: [],
    operationsKeyArn: OPERATIONS_KEY,
    logRetentionInDays: 7,
    dependsOn: [new LbListener(scope, "listener", { loadBalancerArn: "lb", defaultAction: [] })],
  };
}

/** What a policy document in a block allows, by statement id. */
export function statementsOf(text: unknown): Record<string, unknown> {
  const { Statement } = JSON.parse(String(text)) as { Statement: { Sid: string }[] };
  return Object.fromEntries(Statement.map(({ Sid, ...statement }) => [Sid, statement]));
}
