import { PublicZone } from "../../../src/constructs/dns/public-zone";
import { EmergencyCheck } from "../../../src/constructs/dns/emergency-check";
import { hostNames, type HostNames } from "../../../src/constructs/dns/host-names";
import { PublishTraffic } from "../../../src/constructs/dns/publish-traffic";
import { SiteRecords } from "../../../src/constructs/dns/site-records";
import { TrafficSwitch } from "../../../src/constructs/dns/traffic-switch";
import { RoleReading, RoleRecord } from "../../../src/constructs/failover/role-record";
import { Certificate } from "../../../src/constructs/ingress/certificate";
import { AliasedScope } from "../../../src/stacks/aliased-scope";
import { ReadContract } from "../../../src/stacks/contract";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import { addressedBlocks, type TerraformConfiguration } from "../../../src/terraform/configuration";
import { blocksOf, destroyableEnvironment, synthesizeStack } from "../../support/stack";
import { addLoadBalancer } from "../ingress/synthesize-ingress";

const environment = destroyableEnvironment({ domain: "example.com" });
const KEY = "arn:aws:kms:us-east-2:111122223333:key/data";
const TOPIC = "arn:aws:sns:topic";

function namesOf(stack: RegionalStack): HostNames {
  const names = hostNames(stack);
  if (!names) throw new Error("the environment has no domain");
  return names;
}

/** The load balancer and certificate of a site, in front of nothing. */
function addTargets(stack: RegionalStack, zoneId?: string) {
  const certificate = new Certificate(stack, "certificate", {
    names: namesOf(stack),
    ...(zoneId && { validationZoneId: zoneId }),
  });
  const loadBalancer = addLoadBalancer(stack, { certificateArn: certificate.arn });
  return { service: loadBalancer, own: loadBalancer };
}

const primary = synthesizeStack(
  (stack) => {
    const drRegion = new AliasedScope(stack, "dr-region", "dr");
    new RoleRecord(drRegion, "role-record", { keyArns: { primary: KEY, dr: KEY } });
    const emergency = new EmergencyCheck(stack, "emergency", { topicArn: TOPIC });
    const { primaryHealthCheckId } = new TrafficSwitch(drRegion, "switch", {
      topicArn: TOPIC,
      emergencyCheckId: emergency.id,
    });
    const zone = new PublicZone(stack, "zone", { domain: "example.com" });
    new SiteRecords(stack, "records", {
      names: namesOf(stack),
      zoneId: zone.id,
      targets: addTargets(stack, zone.id),
      healthCheckId: primaryHealthCheckId,
    });
  },
  { environment },
);

const dr = synthesizeStack(
  (stack) => {
    new RoleReading(stack, "role-record");
    const contract = new ReadContract(stack, "contract");
    new SiteRecords(stack, "records", {
      names: namesOf(stack),
      zoneId: contract.value("zone-id"),
      targets: addTargets(stack),
      healthCheckId: contract.value("dr-health-check-id"),
    });
    new PublishTraffic(stack, "publish", {
      roleTableName: "payments-role-dr-dev",
      roleTableKeyArn: KEY,
      keyArn: KEY,
      logRetentionInDays: 7,
    });
  },
  { site: "dr", environment },
);

/** Every block that some blocks refer to, directly or through others, and these themselves. */
function reachable(configuration: TerraformConfiguration, from: readonly string[]): Set<string> {
  const blocks = addressedBlocks(configuration);
  const found = new Set(from);
  for (const address of found) {
    const text = JSON.stringify(blocks.find((block) => block.address === address)?.block);
    for (const other of blocks) if (text.includes(`${other.address}.`)) found.add(other.address);
  }
  return found;
}

const DNS = ["aws_route53_record", "aws_route53_health_check"];
/** What a failover writes: the role record and the parameter that mirrors it. */
const WRITTEN_BY_FAILOVER = /role-record/;

describe.each([
  { site: "primary", configuration: primary, records: 5, checks: 4 },
  { site: "dr", configuration: dr, records: 2, checks: 0 },
])("in the $site stack", ({ configuration, records, checks }) => {
  const start = DNS.flatMap((type) => blocksOf(configuration, type)).map(({ address }) => address);

  test("no record and no health check depends on what a failover changes", () => {
    expect(start).toHaveLength(records + checks);
    const written = addressedBlocks(configuration).filter(({ address }) => WRITTEN_BY_FAILOVER.test(address));
    expect(written.length).toBeGreaterThan(0);
    expect(
      [...reachable(configuration, start)].filter((address) => WRITTEN_BY_FAILOVER.test(address)),
    ).toEqual([]);
  });

  test("and Terraform ignores no change of them: nothing else writes them", () => {
    const own = addressedBlocks(configuration).filter(({ address }) => start.includes(address));
    expect(own.filter(({ block }) => block.lifecycle !== undefined)).toEqual([]);
  });
});

test("the primary's record is answered by the checks on the metrics, whatever its load balancer is like", () => {
  const [failover] = blocksOf(primary, "aws_route53_record").filter(({ address }) =>
    address.includes("failover"),
  );
  const reached = reachable(primary, [failover?.address ?? ""]);
  expect([...reached].filter((address) => /health_check|alarm/.test(address))).toEqual([
    expect.stringMatching(/^aws_route53_health_check\..*switch_traffic-at-primary/),
    expect.stringMatching(/^aws_route53_health_check\..*switch_record/),
    expect.stringMatching(/^aws_route53_health_check\.emergency$/),
    expect.stringMatching(/^aws_cloudwatch_metric_alarm\..*switch_record_alarm/),
    expect.stringMatching(/^aws_cloudwatch_metric_alarm\.emergency_alarm/),
  ]);
});

test("the DR stack asks Route 53 for nothing when it plans", () => {
  const asked = addressedBlocks(dr).filter(({ mode }) => mode === "data");
  expect(asked.map(({ type }) => type)).toEqual(asked.map(() => "aws_ssm_parameter"));
  expect(asked).toHaveLength(3);
});
