import {
  ErasureTable,
  erasureTableArn,
  erasureTableName,
} from "../../../src/constructs/retention/erasure-table";
import {
  IdempotencyTable,
  idempotencyTableArn,
  idempotencyTableName,
} from "../../../src/constructs/validation/idempotency-table";
import {
  argumentsOf,
  protectedEnvironment,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";

const KEYS = {
  primary: "arn:aws:kms:us-east-1:111122223333:key/data",
  dr: "arn:aws:kms:us-east-2:111122223333:key/data",
};

const TABLES = [
  {
    name: "payments-idempotency-dev",
    key: "id",
    Table: IdempotencyTable,
    nameIn: idempotencyTableName,
    arnIn: idempotencyTableArn,
  },
  {
    name: "payments-erasures-dev",
    key: "viewer_id",
    Table: ErasureTable,
    nameIn: erasureTableName,
    arnIn: erasureTableArn,
  },
];

describe.each(TABLES)("the table $name", ({ name, key, Table, nameIn, arnIn }) => {
  function table(placement: Placement = {}) {
    const configuration = synthesizeStack(
      (stack) =>
        new Table(stack, "table", {
          keyArn: KEYS.primary,
          replica: { region: stack.regions.dr, keyArn: KEYS.dr },
        }),
      placement,
    );
    return argumentsOf(configuration, "aws_dynamodb_table");
  }

  test("is a global table, encrypted and recoverable in both regions, that forgets by itself", () => {
    expect(table()).toEqual({
      name,
      billing_mode: "PAY_PER_REQUEST",
      hash_key: key,
      attribute: [{ name: key, type: "S" }],
      ttl: { enabled: true, attribute_name: "expiration" },
      stream_enabled: true,
      stream_view_type: "NEW_AND_OLD_IMAGES",
      server_side_encryption: { enabled: true, kms_key_arn: KEYS.primary },
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: false,
      replica: [
        {
          region_name: "us-east-2",
          kms_key_arn: KEYS.dr,
          point_in_time_recovery: true,
          propagate_tags: true,
          deletion_protection_enabled: false,
        },
      ],
    });
  });

  test("can't be deleted in a protected environment, in either region", () => {
    expect(table({ environment: protectedEnvironment() })).toMatchObject({
      deletion_protection_enabled: true,
      replica: [{ deletion_protection_enabled: true }],
    });
  });

  test("has one name in both regions, and an ARN in each", () => {
    const stacks = [regionalStack(), regionalStack({ site: "dr" })];
    expect(stacks.map(nameIn)).toEqual([name, name]);
    expect(stacks.map(arnIn)).toEqual([
      `arn:aws:dynamodb:us-east-1:111122223333:table/${name}`,
      `arn:aws:dynamodb:us-east-2:111122223333:table/${name}`,
    ]);
  });
});
