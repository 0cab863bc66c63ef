import type { Site } from "../../../src/config/site";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { buildSystem, destroyableEnvironment } from "../../support/synthesis";
import { REGIONS, smallSites } from "../sites";

type System = keyof typeof REGIONS;

/** What every site tells: what a failover, its tests and people need first. */
const SITE = [
  "AlertTopicArn",
  "BreakGlassRoleArn",
  "ClusterName",
  "DatabaseEndpoint",
  "FailoverMachineArn",
  "ImageDigest",
  "LoadBalancerDNS",
  "ServiceName",
  "SiteEndpoint",
  "TaskFamily",
  "VpcId",
  "WebAclArn",
];
const AURORA = ["DatabaseClusterIdentifier", "DatabaseReaderEndpoint"];
const CACHE_AND_FILES = ["CacheEndpoint", "DataKeyArn", "FileSystemId"];
const API = ["AccessPointId", "ApiUrl", "BackupVaultArn", "EventStreamName", "RestApiId"];

/** What else both sites of a system tell, under the same names (GS-OUT-01, MD-OUT-01). */
const BOTH: Readonly<Record<System, readonly string[]>> = {
  payments: [...SITE, ...AURORA, "ValidationFunctionName", "ValidationQueueUrl"],
  streamflix: [...SITE, ...CACHE_AND_FILES, "DatabaseInstanceIdentifier"],
  globalstream: [...SITE, ...AURORA, ...CACHE_AND_FILES, ...API],
  mediadb: [...SITE, ...AURORA, ...CACHE_AND_FILES, ...API, "DeliveryStreamName", "RetentionFunctionName"],
};

/** What every primary stack tells of what both sites share. */
const SHARED = [
  "DatabaseAdministratorSecretArn",
  "DatabaseServiceSecretArn",
  "DrHealthCheckId",
  "Endpoint",
  "HostedZoneId",
  "ImageRepositoryUrl",
  "PrimaryHealthCheckId",
  "RoleTableName",
  "RotationFunctionName",
  "SiteHealthCheckId",
];

/** What else a primary stack tells, and what of it in the order of the alphabet. */
const PRIMARY: Readonly<Record<System, readonly string[]>> = {
  payments: [
    ...SHARED,
    "GlobalClusterIdentifier",
    "IdempotencyTableName",
    "TransactionBucketName",
    "TransactionBucketNameDr",
  ],
  streamflix: [...SHARED, "FileSystemIdDr"],
  globalstream: [
    ...SHARED,
    "ApiKeysSecretArn",
    "FileSystemIdDr",
    "GlobalClusterIdentifier",
    "PipelineName",
    "PipelineSourceBucket",
  ],
  mediadb: [
    ...SHARED,
    "ApiKeysSecretArn",
    "CollectorRepositoryUrl",
    "FileSystemIdDr",
    "GlobalClusterIdentifier",
  ],
};

/** Outputs that name by reference what AWS names. The host alone: `endpoint` of an instance would have the port in it. */
const AURORA_ENDPOINTS = {
  DatabaseEndpoint: /^\$\{aws_rds_cluster\.database\S*\.endpoint\}$/,
  DatabaseReaderEndpoint: /^\$\{aws_rds_cluster\.database\S*\.reader_endpoint\}$/,
};
const OWN_CACHE = /^\$\{aws_elasticache_replication_group\.cache\.primary_endpoint_address\}$/;
const REFERENCES: Readonly<Record<System, Readonly<Record<string, RegExp>>>> = {
  payments: AURORA_ENDPOINTS,
  streamflix: { DatabaseEndpoint: /^\$\{aws_db_instance\.database\.address\}$/, CacheEndpoint: OWN_CACHE },
  globalstream: {
    ...AURORA_ENDPOINTS,
    CacheEndpoint: /^\$\{aws_elasticache_replication_group\.cache\.configuration_endpoint_address\}$/,
    AccessPointId: /^\$\{aws_efs_access_point\.content-access-point\.id\}$/,
    RestApiId: /^\$\{aws_api_gateway_rest_api\.api\.id\}$/,
  },
  mediadb: {
    ...AURORA_ENDPOINTS,
    CacheEndpoint: OWN_CACHE,
    AccessPointId: /^\$\{aws_efs_access_point\.media-access-point\.id\}$/,
    RestApiId: /^\$\{aws_api_gateway_rest_api\.api\.id\}$/,
  },
};

/** Outputs that are computed names: `<system>-<thing>-<end>`. */
const NAMED: Readonly<Record<System, Readonly<Record<string, string>>>> = {
  payments: { ValidationFunctionName: "validate-payment" },
  streamflix: { DatabaseInstanceIdentifier: "rds" },
  globalstream: { EventStreamName: "events" },
  mediadb: { EventStreamName: "events", DeliveryStreamName: "events-delivery" },
};

const SYSTEMS = Object.keys(REGIONS) as System[];
const outputsOf = ({ output = {} }: TerraformConfiguration) => output;

describe.each(smallSites(...SYSTEMS))(
  "the outputs of the $site site of $system",
  ({ system, site, region, end, stack }) => {
    const found = outputsOf(stack);
    const valueOf = (name: string) => String(found[name]?.value);

    test("are what both sites tell, and in the primary stack what they share", () => {
      const expected = site === "dr" ? BOTH[system] : [...BOTH[system], ...PRIMARY[system]];
      expect(Object.keys(found).sort()).toEqual([...expected].sort());
    });

    test("name by reference what AWS names", () => {
      expect(valueOf("VpcId")).toBe("${aws_vpc.network.id}");
      expect(valueOf("LoadBalancerDNS")).toBe("${aws_lb.ingress.dns_name}");
      for (const [name, reference] of Object.entries(REFERENCES[system])) {
        expect([name, valueOf(name)]).toEqual([name, expect.stringMatching(reference)]);
      }
    });

    test("name by computed names what a failover acts on", () => {
      const things = { ServiceName: "service", ClusterName: "cluster", ...NAMED[system] };
      for (const [name, thing] of Object.entries(things)) {
        expect([name, valueOf(name)]).toEqual([name, `${system}-${thing}${end}`]);
      }
      expect(valueOf("AlertTopicArn")).toContain(`:${region}:`);
    });

    test("lead to the site by its own name, over TLS, and to an API by the system's", () => {
      expect(valueOf("SiteEndpoint")).toBe(`https://${site}.${system}-dev.example.com`);
      const hasApi = BOTH[system].includes("ApiUrl");
      expect(found.ApiUrl?.value).toBe(hasApi ? `https://${system}-dev.example.com` : undefined);
    });

    test("tell no secret, depend on no role, and each says what it is", () => {
      const text = JSON.stringify(found);
      expect(text).not.toMatch(/password|secret_string/);
      expect(text).not.toContain("active-site");
      expect(Object.entries(found).filter(([, { description }]) => !description)).toEqual([]);
    });
  },
);

describe.each(SYSTEMS)("the outputs of %s without a domain", (system) => {
  const { configuration } = buildSystem(
    destroyableEnvironment({ domain: undefined, systems: { [system]: {} } }),
  );

  test.each<Site>(["primary", "dr"])("have no name of the %s site that nobody could resolve", (site) => {
    const found = outputsOf(configuration[site]);
    expect(Object.keys(found)).not.toContain("SiteEndpoint");
    expect(Object.keys(found)).not.toContain("Endpoint");
    expect(Object.keys(found)).toContain("LoadBalancerDNS");
    const expected = BOTH[system].includes("ApiUrl")
      ? "${aws_api_gateway_stage.api_stage_9CA2AE48.invoke_url}"
      : undefined;
    expect(found.ApiUrl?.value).toBe(expected);
  });
});
