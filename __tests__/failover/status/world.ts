import { RegionalClients } from "../../../src/aws/clients";
import type { SiteTarget, StatusTarget } from "../../../src/failover/status/target";

export const NOW = Date.parse("2026-11-20T12:00:00Z");
export const DIGEST = `sha256:${"a".repeat(64)}`;
export const OTHER_DIGEST = `sha256:${"b".repeat(64)}`;

/** What a fake region answers to a command: a value, an error, or nothing at all. */
export type Reply = object | Error | "silence";

/** Replies by the name of the command; a function gets the command's input. */
export type Replies = Readonly<Record<string, Reply | ((input: never) => Reply)>>;

/** An error as AWS names it. */
export function awsError(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}

/** Clients that answer from a table, and note what they were asked. */
export function fakeClients(region: string, replies: Replies, asked: string[] = []): RegionalClients {
  const send = (
    command: { readonly input: unknown; readonly constructor: { readonly name: string } },
    { abortSignal }: { readonly abortSignal?: AbortSignal } = {},
  ) => {
    const name = command.constructor.name.replace(/Command$/, "");
    asked.push(`${region}: ${name}`);
    const given = replies[name] ?? awsError("AccessDenied", `no reply to ${name}`);
    const reply = typeof given === "function" ? given(command.input as never) : given;
    if (reply === "silence") {
      return new Promise((_resolve, reject) => {
        abortSignal?.addEventListener("abort", () => reject(awsError("AbortError")));
      });
    }
    return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
  };
  const services = new Proxy({} as RegionalClients, {
    get: (_target, property) =>
      property === "region" ? region : property === "destroy" ? () => {} : { send },
  });
  return services;
}

/** A region in which everything hangs. */
export const DEAD: Replies = new Proxy({}, { get: () => "silence" as const });

type Site = "primary" | "dr";
const REGIONS = { primary: "us-east-1", dr: "us-east-2" };

/** How a region of a healthy system answers; items of the role table by their key. */
export function healthy(
  site: Site,
  items: Readonly<Record<string, object>> = ITEMS,
): Record<string, Reply | ((input: never) => Reply)> {
  const region = REGIONS[site];
  const dr = site === "dr" ? "-dr" : "";
  const count = site === "primary" ? 10 : 2;
  return {
    GetCallerIdentity: { Account: "111122223333", Arn: "arn:aws:iam::111122223333:user/me" },
    Get: ({ Key }: { Key: { system: string } }) => ({ Item: items[Key.system] }),
    ListExecutions: { executions: [] },
    DescribeGlobalClusters: globalCluster("primary"),
    DescribeDBClusters: { DBClusters: [{ Status: "available" }] },
    GetMetricData: ({
      MetricDataQueries,
    }: {
      MetricDataQueries: { Id: string; MetricStat: { Metric: { MetricName: string } } }[];
    }) => ({
      MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }) => ({
        Id,
        Values: MetricStat.Metric.MetricName === "AuroraGlobalDBRPOLag" ? (site === "dr" ? [400] : []) : [1],
      })),
    }),
    DescribeServices: {
      services: [
        {
          status: "ACTIVE",
          runningCount: count,
          desiredCount: count,
          taskDefinition: `payments-service${dr}-dev:3`,
        },
      ],
    },
    DescribeScalableTargets: { ScalableTargets: [{ MinCapacity: count, MaxCapacity: 50 }] },
    DescribeTaskDefinition: task(region, DIGEST),
    DescribeImages: { imageDetails: [{ imageDigest: DIGEST }] },
    GetServiceQuota: { Quota: { Value: 100 } },
    DescribeAlarms: { MetricAlarms: [], CompositeAlarms: [] },
    GetParameter: { Parameter: { Value: "hc-dr" } },
    GetHealthCheck: { HealthCheck: { HealthCheckConfig: { ChildHealthChecks: ["hc-1"] } } },
    GetHealthCheckStatus: { HealthCheckObservations: [{ StatusReport: { Status: "Success" } }] },
  };
}

/** The role table of a system that never failed over. */
export const ITEMS = {
  payments: { system: "payments", active_site: "primary", traffic_site: "primary", epoch: 1 },
  "payments#lock": { system: "payments#lock" },
  "payments#canary": { system: "payments#canary", written: "2026-11-20T11:59:50Z", epoch: 1 },
  "payments#drill": {
    system: "payments#drill",
    finished_at: "2026-11-01T12:00:00Z",
    recovery_seconds: 230,
    lost_seconds: 1,
    succeeded: true,
    mode: "switchover",
  },
};

/** The global database with its writer in a site. */
export function globalCluster(writer: Site, more: object = {}) {
  const member = (site: Site, cluster: string) => ({
    DBClusterArn: `arn:aws:rds:${REGIONS[site]}:111122223333:cluster:${cluster}`,
    IsWriter: site === writer,
    SynchronizationStatus: "connected",
  });
  const members = [member("primary", "payments-database-dev"), member("dr", "payments-database-dr-dev")];
  return { GlobalClusters: [{ Status: "available", GlobalClusterMembers: members, ...more }] };
}

/** A task definition whose image lies in a region's registry. */
export function task(region: string, digest: string) {
  const image = `111122223333.dkr.ecr.${region}.amazonaws.com/payments-service-dev@${digest}`;
  return { taskDefinition: { containerDefinitions: [{ image }] } };
}

const service = (dr: string) => ({
  cluster: `payments-cluster${dr}-dev`,
  service: `payments-service${dr}-dev`,
  minimum: { active: 10, standby: 2 },
  maximum: 50,
  vcpus: 0.5,
});

const site = (region: string, dr: string): SiteTarget => ({
  region,
  machine: `payments-failover${dr}-dev`,
  services: [service(dr)],
  database: {
    kind: "aurora",
    identifier: `payments-database${dr}-dev`,
    globalDatabase: "payments-database-global-dev",
  },
  fileSystem: undefined,
  cache: undefined,
  alarms: [`payments-site-impaired${dr}-dev`],
});

/** What the stacks of payments say, in short. */
export const TARGET: StatusTarget = {
  system: "payments",
  environment: "dev",
  suffix: "dev",
  account: "111122223333",
  recoveryPointSeconds: 300,
  roleTable: "payments-role-dr-dev",
  names: {
    service: "payments-dev.example.com",
    sites: { primary: "primary.payments-dev.example.com", dr: "dr.payments-dev.example.com" },
  },
  switchParameter: "/standby/payments/dev/primary/dr-health-check-id",
  sites: { primary: site("us-east-1", ""), dr: site("us-east-2", "-dr") },
};

/** A resolver in which the system's name leads to a site. */
export function resolverTo(leadsTo: Site) {
  const addresses: Readonly<Record<string, string[]>> = {
    "payments-dev.example.com": leadsTo === "primary" ? ["192.0.2.1"] : ["192.0.2.2"],
    "primary.payments-dev.example.com": ["192.0.2.1"],
    "dr.payments-dev.example.com": ["192.0.2.2"],
  };
  return (name: string) => Promise.resolve(addresses[name] ?? []);
}
