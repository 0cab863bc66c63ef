import {
  RoleReading,
  RoleRecord,
  roleTableArn,
  roleTableName,
} from "../../../src/constructs/failover/role-record";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  ACCOUNT,
  argumentsOf,
  blockOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";

const keyArns = {
  primary: "arn:aws:kms:us-east-1:111122223333:key/data",
  dr: "arn:aws:kms:us-east-2:111122223333:key/data",
};

describe("the role record", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeAliased((scope, stack) => {
      const { role } = new RoleRecord(scope, "role-record", { keyArns });
      stack.addOverride("locals.capacity", role.choose({ active: 2, standby: 1 }));
    });
  });

  test("is a global table of the DR region, encrypted and with point-in-time recovery in both", () => {
    expect(argumentsOf(configuration, "aws_dynamodb_table")).toEqual({
      provider: "aws.dr",
      name: "payments-role-dr-dev",
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "system",
      attribute: [{ name: "system", type: "S" }],
      stream_enabled: true,
      stream_view_type: "NEW_AND_OLD_IMAGES",
      server_side_encryption: { enabled: true, kms_key_arn: keyArns.dr },
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: false,
      replica: [
        {
          region_name: "us-east-1",
          kms_key_arn: keyArns.primary,
          point_in_time_recovery: true,
          propagate_tags: true,
          deletion_protection_enabled: false,
        },
      ],
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

  test("can't be deleted in either region where the environment is protected", () => {
    const environment = protectedEnvironment();
    const kept = synthesizeAliased((scope) => new RoleRecord(scope, "role-record", { keyArns }), {
      environment,
    });
    expect(argumentsOf(kept, "aws_dynamodb_table")).toMatchObject({
      deletion_protection_enabled: true,
      replica: [{ deletion_protection_enabled: true }],
    });
  });

  test("can't have its home in the primary region", () => {
    expect(() => new RoleRecord(regionalStack(), "role-record", { keyArns })).toThrow(
      "role-record: the record belongs into the DR region",
    );
  });

  test.each(["primary", "dr"] as const)(
    "has the same name and an ARN in each region, in the %s stack",
    (site) => {
      const stack = regionalStack({ site });
      const arn = (region: string) => `arn:aws:dynamodb:${region}:${ACCOUNT}:table/payments-role-dr-dev`;
      expect(roleTableName(stack)).toBe("payments-role-dr-dev");
      expect([roleTableArn(stack, "primary"), roleTableArn(stack, "dr")]).toEqual([
        arn("us-east-1"),
        arn("us-east-2"),
      ]);
    },
  );
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
