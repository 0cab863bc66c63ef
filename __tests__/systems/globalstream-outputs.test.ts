import { SITES } from "../../src/config/site";
import { buildSystem } from "../support/synthesis";
import { smallGlobalstream } from "./environments";

const outputs = (domain?: string) => {
  const { configuration } = buildSystem(smallGlobalstream({}, { domain }));
  return { primary: configuration.primary.output ?? {}, dr: configuration.dr.output ?? {} };
};
const { primary, dr } = outputs("example.com");

/** What both sites tell, under the same names (GS-OUT-01): what a failover and its tests need of either. */
const BOTH = [
  "AccessPointId",
  "AlertTopicArn",
  "ApiUrl",
  "BackupVaultArn",
  "BreakGlassRoleArn",
  "CacheEndpoint",
  "ClusterName",
  "DataKeyArn",
  "DatabaseClusterIdentifier",
  "DatabaseEndpoint",
  "DatabaseReaderEndpoint",
  "EventStreamName",
  "FailoverMachineArn",
  "FileSystemId",
  "ImageDigest",
  "LoadBalancerDNS",
  "RestApiId",
  "ServiceName",
  "SiteEndpoint",
  "TaskFamily",
  "VpcId",
  "WebAclArn",
];

test("both stacks tell the same of their own site", () => {
  expect(Object.keys(dr).sort()).toEqual(BOTH);
  expect(Object.keys(primary)).toEqual(expect.arrayContaining(BOTH));
});

test("the primary stack tells what both sites share", () => {
  const shared = Object.keys(primary).filter((name) => !BOTH.includes(name));
  expect(shared.sort()).toEqual([
    "ApiKeysSecretArn",
    "DatabaseAdministratorSecretArn",
    "DatabaseServiceSecretArn",
    "DrHealthCheckId",
    "Endpoint",
    "FileSystemIdDr",
    "GlobalClusterIdentifier",
    "HostedZoneId",
    "ImageRepositoryUrl",
    "PipelineName",
    "PipelineSourceBucket",
    "PrimaryHealthCheckId",
    "RoleTableName",
    "RotationFunctionName",
    "SiteHealthCheckId",
  ]);
});

describe.each(SITES)("the outputs of the %s site", (site) => {
  const found = { primary, dr }[site];
  const end = site === "dr" ? "-dr-dev" : "-dev";

  test("name by reference what AWS names", () => {
    expect(found.AccessPointId).toMatchObject({ value: "${aws_efs_access_point.content-access-point.id}" });
    expect(found.CacheEndpoint).toMatchObject({
      value: "${aws_elasticache_replication_group.cache.configuration_endpoint_address}",
    });
    expect(found.DatabaseEndpoint?.value).toMatch(/^\$\{aws_rds_cluster\.database\S*\.endpoint\}$/);
    expect(found.DatabaseReaderEndpoint?.value).toMatch(
      /^\$\{aws_rds_cluster\.database\S*\.reader_endpoint\}$/,
    );
    expect(found.RestApiId).toMatchObject({ value: "${aws_api_gateway_rest_api.api.id}" });
  });

  test("name by computed names what a failover acts on, and what takes events", () => {
    expect(found.ServiceName).toMatchObject({ value: `globalstream-service${end}` });
    expect(found.ClusterName).toMatchObject({ value: `globalstream-cluster${end}` });
    expect(found.EventStreamName).toMatchObject({ value: `globalstream-events${end}` });
    expect(found.SiteEndpoint).toMatchObject({ value: `https://${site}.globalstream-dev.example.com` });
    expect(found.ApiUrl).toMatchObject({ value: "https://globalstream-dev.example.com" });
  });

  test("tell no secret, and depend on no role", () => {
    const text = JSON.stringify(found);
    expect(text).not.toMatch(/password|secret_string/);
    expect(text).not.toContain("active-site");
  });
});

test("without a domain the API is reached by the address that AWS gives it", () => {
  const found = outputs();
  for (const told of [found.primary, found.dr]) {
    expect(Object.keys(told)).not.toContain("SiteEndpoint");
    expect(told.ApiUrl?.value).toBe("${aws_api_gateway_stage.api_stage_9CA2AE48.invoke_url}");
  }
  expect(Object.keys(found.primary)).not.toContain("Endpoint");
});

test("every output says what it is", () => {
  const silent = Object.entries({ ...primary, ...dr }).filter(([, { description }]) => !description);
  expect(silent.map(([name]) => name)).toEqual([]);
});
