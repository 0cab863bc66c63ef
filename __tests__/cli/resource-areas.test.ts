import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { areaOf, countByArea, OTHER_AREA } from "../../src/cli/actions/resource-areas";
import { readStacks } from "../../src/cli/actions/stack-summary";
import { synthesize } from "../../src/cli/actions/synthesize";
import { loadEnvironment } from "../../src/config/load-environment";
import { systems } from "../../src/systems";
import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";
import { PROJECT } from "./support";

it.each([
  ["aws_route", "network"],
  ["aws_route_table", "network"],
  ["aws_route53_record", "dns"],
  ["aws_kms_replica_key", "keys"],
  ["aws_ssm_parameter", "failover"],
  ["aws_ssm_document", "remediation"],
  ["aws_cloudwatch_log_group", "observability"],
  ["aws_cloudwatch_event_rule", "remediation"],
  ["aws_default_security_group", "network"],
])("puts %s into %s", (type, area) => {
  expect(areaOf(type)).toBe(area);
});

it("counts what it does not know as other, last", () => {
  const counts = countByArea(["aws_unheard_of", "aws_vpc", "aws_subnet"]);
  expect(Object.entries(counts)).toEqual([
    ["network", 2],
    [OTHER_AREA, 1],
  ]);
});

it.each(["dev", "prod"])("knows every type that the stacks of %s use", (name) => {
  const outdir = mkdtempSync(join(tmpdir(), "standby-areas-"));
  try {
    const given = {
      STANDBY_ACCOUNT: "123456789012",
      STANDBY_ALERT_EMAIL: "alerts@example.com",
      STANDBY_DOMAIN: "example.com",
    };
    const variables = { STANDBY_ENV: name, ...given };
    const environment = loadEnvironment({ root: PROJECT, variables, systems });
    synthesize({ environment, systems, outdir });
    const types = readStacks(outdir, systems).stacks.flatMap(({ directory }) => {
      const text = readFileSync(join(outdir, directory, "cdk.tf.json"), "utf8");
      return addressedBlocks(JSON.parse(text) as TerraformConfiguration).map(({ type }) => type);
    });
    expect(types.length).toBeGreaterThan(0);
    expect(types.filter((type) => areaOf(type) === OTHER_AREA)).toEqual([]);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
