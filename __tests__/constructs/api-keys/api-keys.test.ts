import { ApiKeys, type ApiKeysProps } from "../../../src/constructs/api-keys/api-keys";
import { apiKeySettings } from "../../../src/constructs/api-keys/settings";
import { RoleRecord } from "../../../src/constructs/failover/role-record";
import { readSettings } from "../../../src/functions/rotate-api-keys/settings";
import { rotationRule } from "../../../src/rules/rotation";
import { AliasedScope } from "../../../src/stacks/aliased-scope";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  protectedEnvironment,
  reference,
  REGIONS,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";
import { secretLiterals } from "../../systems/secret-literals";
import { readsRoleRecord, rotatesSecrets, statementsAt, usesKeyOfSecrets } from "../failover/statements";

const KEYS = {
  primary: "arn:aws:kms:us-east-1:111122223333:key/data",
  dr: "arn:aws:kms:us-east-2:111122223333:key/data",
};
const OPERATIONS_KEY = "arn:aws:kms:us-east-1:111122223333:key/operations";

/** The record of who serves, and the keys. */
function add(stack: RegionalStack, settings: Partial<ApiKeysProps["settings"]> = {}): ApiKeys {
  const record = new RoleRecord(new AliasedScope(stack, "dr-region", "dr"), "role-record", { keyArns: KEYS });
  return new ApiKeys(stack, "api-keys", {
    settings: apiKeySettings.parse(settings),
    secretKeyArns: KEYS,
    roleTable: { name: record.tableName, keyArn: KEYS.dr },
    after: [record],
    keyArn: OPERATIONS_KEY,
    logRetentionInDays: 7,
  });
}

describe("the API keys", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack((stack) => void add(stack));
  });

  test("lie in a secret that is encrypted, and copied to the other region with a key of that region", () => {
    expect(argumentsOf(configuration, "aws_secretsmanager_secret")).toEqual({
      name: "payments-api-keys-dev",
      description: expect.any(String) as string,
      kms_key_id: KEYS.primary,
      recovery_window_in_days: 0,
      replica: [{ region: "us-east-2", kms_key_id: KEYS.dr }],
    });
  });

  test("are made by the rotation: Terraform writes a value without any, and keeps its version", () => {
    expect(argumentsOf(configuration, "aws_secretsmanager_secret_version")).toEqual({
      secret_id: reference(blockOf(configuration, "aws_secretsmanager_secret"), "id"),
      secret_string_wo: '${jsonencode({"clients" = {}})}',
      secret_string_wo_version: 1,
      version_stages: ["AWSCURRENT", "TERRAFORM"],
      lifecycle: { ignore_changes: ["version_stages"] },
    });
    const under = {
      system: "payments",
      site: "primary",
      suffix: "dev",
      regions: REGIONS,
      isProtected: false,
      configuration,
      other: {},
      constructed: 0,
      paths: [],
    } as const;
    expect(rotationRule.check(under)).toEqual([]);
  });

  test("stand nowhere in the JSON", () => {
    expect(secretLiterals(configuration)).toEqual([]);
    expect(blocksOf(configuration, "aws_api_gateway_api_key")).toEqual([]);
  });

  test("are rotated every 30 days, and at once, when the record of who serves is there", () => {
    const rotation = argumentsOf(configuration, "aws_secretsmanager_secret_rotation");
    expect(rotation).toMatchObject({
      secret_id: reference(blockOf(configuration, "aws_secretsmanager_secret"), "id"),
      rotation_lambda_arn: reference(blockOf(configuration, "aws_lambda_function"), "arn"),
      rotation_rules: { automatically_after_days: 30 },
    });
    expect(rotation).not.toHaveProperty("rotate_immediately");
    for (const type of [
      "aws_lambda_permission",
      "aws_secretsmanager_secret_version",
      "aws_dynamodb_table_item",
    ]) {
      expect(rotation.depends_on).toContain(blockOf(configuration, type).address);
    }
  });

  test("are rotated by a function outside of the VPC that is told what it understands, and no key", () => {
    const { environment, ...function_ } = argumentsOf(configuration, "aws_lambda_function");
    const { variables } = environment as { variables: NodeJS.ProcessEnv };
    expect(function_).toMatchObject({ function_name: "payments-rotate-api-keys-dev", timeout: 30 });
    expect(function_).not.toHaveProperty("vpc_config");
    // The table's name is a reference in the JSON.
    expect(readSettings(variables)).toEqual({
      suffix: "dev",
      clients: ["player"],
      graceHours: 72,
      roleRecord: {
        table: reference(blockOf(configuration, "aws_dynamodb_table"), "name"),
        region: "us-east-2",
        system: "payments",
      },
      site: "primary",
    });
  });

  test("are rotated by a function that may do that, read who serves, and use both keys for it", () => {
    // Before them stands what every function may do.
    expect(statementsAt(configuration, "role_code").slice(1)).toEqual([
      rotatesSecrets("arn:aws:secretsmanager:us-east-1:111122223333:secret:payments-api-keys-dev-??????"),
      usesKeyOfSecrets("us-east-1", KEYS.primary),
      ...readsRoleRecord("us-east-2", KEYS.dr),
    ]);
  });
});

describe("the API keys of many clients in a protected environment", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    const settings = { clients: ["player", "set-top-box"], rotationDays: 90, graceHours: 240 };
    configuration = synthesizeStack((stack) => void add(stack, settings), {
      environment: protectedEnvironment(),
    });
  });

  test("take what the environment says", () => {
    expect(argumentsOf(configuration, "aws_lambda_function").environment).toMatchObject({
      variables: { CLIENTS: "player,set-top-box", GRACE_HOURS: "240", ENVIRONMENT_SUFFIX: "prod" },
    });
    expect(argumentsOf(configuration, "aws_secretsmanager_secret_rotation").rotation_rules).toEqual({
      automatically_after_days: 90,
    });
  });

  test("can be had back for 30 days", () => {
    expect(argumentsOf(configuration, "aws_secretsmanager_secret")).toMatchObject({
      name: "payments-api-keys-prod",
      recovery_window_in_days: 30,
    });
  });
});

describe("the API keys elsewhere", () => {
  const message = "api-keys: the secret of the DR region is a copy, which can't be rotated";
  const props = {
    settings: apiKeySettings.parse({}),
    secretKeyArns: KEYS,
    roleTable: { name: "payments-role-dr-dev", keyArn: KEYS.dr },
    after: [],
    keyArn: OPERATIONS_KEY,
    logRetentionInDays: 7,
  };

  test("are refused in the DR stack", () => {
    expect(() => new ApiKeys(regionalStack({ site: "dr" }), "api-keys", props)).toThrow(message);
  });

  test("are refused in the DR region of the primary stack", () => {
    expect(() => synthesizeAliased((scope) => void new ApiKeys(scope, "api-keys", props))).toThrow(message);
  });
});
