import { RoleReading, RoleRecord } from "../../../src/constructs/failover/role-record";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/synthesis";

const keyArn = "arn:aws:kms:us-east-2:111122223333:key/data";

describe("the role record", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeAliased((scope, stack) => {
      const { role } = new RoleRecord(scope, "role-record", { keyArn });
      stack.addOverride("locals.capacity", role.choose({ active: 2, standby: 1 }));
    });
  });

  test("is a table in the DR region, encrypted and with point-in-time recovery", () => {
    expect(argumentsOf(configuration, "aws_dynamodb_table")).toEqual({
      provider: "aws.dr",
      name: "payments-role-dr-dev",
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "system",
      attribute: [{ name: "system", type: "S" }],
      server_side_encryption: { enabled: true, kms_key_arn: keyArn },
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: false,
    });
  });

  test("starts with the primary site in the first epoch, and then belongs to the failover", () => {
    const { item, ...others } = argumentsOf(configuration, "aws_dynamodb_table_item");
    const table = blockOf(configuration, "aws_dynamodb_table");
    expect(JSON.parse(String(item))).toEqual({
      system: { S: "payments" },
      active_site: { S: "primary" },
      traffic_site: { S: "primary" },
      epoch: { N: "1" },
    });
    expect(others).toEqual({
      provider: "aws.dr",
      table_name: reference(table, "name"),
      hash_key: reference(table, "hash_key"),
      lifecycle: { ignore_changes: ["item"] },
    });
  });

  test("is mirrored in a plain parameter that Terraform never sets back", () => {
    expect(argumentsOf(configuration, "aws_ssm_parameter")).toMatchObject({
      provider: "aws.dr",
      name: "/standby/payments/dev/active-site",
      type: "String",
      insecure_value: "primary",
      lifecycle: { ignore_changes: ["insecure_value"] },
    });
  });

  test("tells the primary site's role from the mirror", () => {
    const mirror = blockOf(configuration, "aws_ssm_parameter");
    expect(JSON.stringify(configuration)).toContain(
      `(${mirror.address}.insecure_value == \\"primary\\") ? 2 : 1`,
    );
  });

  test("can't be deleted where the environment is protected", () => {
    const environment = protectedEnvironment();
    const kept = synthesizeAliased((scope) => new RoleRecord(scope, "role-record", { keyArn }), {
      environment,
    });
    expect(argumentsOf(kept, "aws_dynamodb_table").deletion_protection_enabled).toBe(true);
  });
});

describe("the reading of the role in the DR site", () => {
  test("reads the mirror in its own region, and writes nothing", () => {
    const configuration = synthesizeStack((stack) => new RoleReading(stack, "role-record"), { site: "dr" });
    expect(configuration.resource).toBeUndefined();
    expect(argumentsOf(configuration, "data.aws_ssm_parameter")).toEqual({
      name: "/standby/payments/dev/active-site",
    });
  });

  test("tells the DR site's role", () => {
    expect(new RoleReading(regionalStack({ site: "dr" }), "role-record").role.site).toBe("dr");
  });
});
