import { SITES } from "../../src/config/site";
import { buildSystem } from "../support/synthesis";
import { smallStreamflix } from "./environments";

const outputs = (domain?: string) => {
  const { configuration } = buildSystem(smallStreamflix({}, { domain }));
  return { primary: configuration.primary.output ?? {}, dr: configuration.dr.output ?? {} };
};
const { primary, dr } = outputs("example.com");
const REGIONS = { primary: "eu-west-2", dr: "us-east-1" };

/** What both sites tell, under the same names: what a failover and its tests need of either. */
const BOTH = [
  "AlertTopicArn",
  "BreakGlassRoleArn",
  "CacheEndpoint",
  "ClusterName",
  "DataKeyArn",
  "DatabaseEndpoint",
  "DatabaseInstanceIdentifier",
  "FailoverMachineArn",
  "FileSystemId",
  "ImageDigest",
  "LoadBalancerDNS",
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
  expect(
    Object.keys(primary)
      .filter((name) => !BOTH.includes(name))
      .sort(),
  ).toEqual([
    "DatabaseAdministratorSecretArn",
    "DatabaseServiceSecretArn",
    "DrHealthCheckId",
    "Endpoint",
    "FileSystemIdDr",
    "HostedZoneId",
    "ImageRepositoryUrl",
    "PrimaryHealthCheckId",
    "RoleTableName",
    "RotationFunctionName",
    "SiteHealthCheckId",
  ]);
});

describe.each(SITES)("the outputs of the %s site", (site) => {
  const found = { primary, dr }[site];
  const end = site === "dr" ? "-dr-dev" : "-dev";

  test("name its VPC, its endpoints and its file system by reference", () => {
    expect(found.VpcId).toMatchObject({ value: "${aws_vpc.network.id}" });
    // The host alone: `endpoint` would have the port in it.
    expect(found.DatabaseEndpoint).toMatchObject({ value: "${aws_db_instance.database.address}" });
    expect(found.CacheEndpoint).toMatchObject({
      value: "${aws_elasticache_replication_group.cache.primary_endpoint_address}",
    });
    expect(found.LoadBalancerDNS).toMatchObject({ value: "${aws_lb.ingress.dns_name}" });
    expect(found.FileSystemId?.value).toMatch(/efs_file_system\.media\.id|contract_file-system-id/);
  });

  test("name by computed names what a failover acts on", () => {
    expect(found.DatabaseInstanceIdentifier).toMatchObject({ value: `streamflix-rds${end}` });
    expect(found.ServiceName).toMatchObject({ value: `streamflix-service${end}` });
    expect(found.ClusterName).toMatchObject({ value: `streamflix-cluster${end}` });
    expect(found.SiteEndpoint).toMatchObject({ value: `https://${site}.streamflix-dev.example.com` });
    expect(found.AlertTopicArn?.value).toContain(`:${REGIONS[site]}:`);
  });

  test("tell no secret, and depend on no role", () => {
    const text = JSON.stringify(found);
    expect(text).not.toMatch(/password|secret_string/);
    expect(text).not.toContain("active-site");
  });
});

test("without a domain there are no names to tell, and nothing is public", () => {
  const found = outputs();
  for (const told of [found.primary, found.dr]) {
    expect(Object.keys(told)).not.toContain("SiteEndpoint");
    expect(Object.keys(told)).toContain("LoadBalancerDNS");
  }
  expect(Object.keys(found.primary)).not.toContain("Endpoint");
});

test("every output says what it is", () => {
  const silent = Object.entries({ ...primary, ...dr }).filter(([, { description }]) => !description);
  expect(silent.map(([name]) => name)).toEqual([]);
});
