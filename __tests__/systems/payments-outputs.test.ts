import { SITES } from "../../src/config/site";
import { buildSystem, destroyableEnvironment, REGIONS } from "../support/synthesis";

const outputs = (given = {}) => {
  const { configuration } = buildSystem(destroyableEnvironment(given));
  return { primary: configuration.primary.output ?? {}, dr: configuration.dr.output ?? {} };
};

/** What both sites tell, under the same names: what a failover and its tests need of either. */
const BOTH = [
  "AlertTopicArn",
  "BreakGlassRoleArn",
  "ClusterName",
  "DatabaseClusterIdentifier",
  "DatabaseEndpoint",
  "DatabaseReaderEndpoint",
  "FailoverMachineArn",
  "ImageDigest",
  "LoadBalancerDNS",
  "ServiceName",
  "SiteEndpoint",
  "TaskFamily",
  "ValidationFunctionName",
  "ValidationQueueUrl",
  "VpcId",
  "WebAclArn",
];

test("both stacks tell the same of their own site", () => {
  const { primary, dr } = outputs();
  expect(Object.keys(dr).sort()).toEqual(BOTH);
  expect(Object.keys(primary)).toEqual(expect.arrayContaining(BOTH));
});

test("the primary stack tells what both sites share", () => {
  expect(
    Object.keys(outputs().primary)
      .filter((name) => !BOTH.includes(name))
      .sort(),
  ).toEqual([
    "DatabaseAdministratorSecretArn",
    "DatabaseServiceSecretArn",
    "DrHealthCheckId",
    "Endpoint",
    "GlobalClusterIdentifier",
    "HostedZoneId",
    "IdempotencyTableName",
    "ImageRepositoryUrl",
    "PrimaryHealthCheckId",
    "RoleTableName",
    "RotationFunctionName",
    "SiteHealthCheckId",
    "TransactionBucketName",
    "TransactionBucketNameDr",
  ]);
});

test.each(SITES)("the %s site is reached by its own name, over TLS", (site) => {
  expect(outputs()[site].SiteEndpoint).toMatchObject({ value: `https://${site}.payments-dev.example.com` });
  expect(outputs()[site].AlertTopicArn?.value).toContain(`:${REGIONS[site]}:`);
});

test("without a domain there are no names to tell, and nothing is public", () => {
  const { primary, dr } = outputs({ domain: undefined });
  for (const found of [primary, dr]) {
    expect(Object.keys(found)).not.toContain("SiteEndpoint");
    expect(Object.keys(found)).toContain("LoadBalancerDNS");
  }
  expect(Object.keys(primary)).not.toContain("Endpoint");
});
