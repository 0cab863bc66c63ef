import {
  ErasureTable,
  erasureTableArn,
  erasureTableName,
} from "../../../src/constructs/retention/erasure-table";
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

function tableIn(placement: Placement = {}) {
  const configuration = synthesizeStack(
    (stack) =>
      new ErasureTable(stack, "erasures", {
        keyArn: KEYS.primary,
        replica: { region: stack.regions.dr, keyArn: KEYS.dr },
      }),
    placement,
  );
  return argumentsOf(configuration, "aws_dynamodb_table");
}

describe("the list of erasures", () => {
  test("is a global table that is encrypted and recoverable in both regions, and forgets by itself", () => {
    expect(tableIn()).toMatchObject({
      name: "payments-erasures-dev",
      hash_key: "viewer_id",
      ttl: { enabled: true, attribute_name: "expiration" },
      server_side_encryption: { enabled: true, kms_key_arn: KEYS.primary },
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: false,
      replica: [{ region_name: "us-east-2", kms_key_arn: KEYS.dr, point_in_time_recovery: true }],
    });
  });

  test("can't be deleted in a protected environment, in either region", () => {
    expect(tableIn({ environment: protectedEnvironment() })).toMatchObject({
      deletion_protection_enabled: true,
      replica: [{ deletion_protection_enabled: true }],
    });
  });

  test("has one name in both regions, and an ARN in each", () => {
    const stacks = [regionalStack(), regionalStack({ site: "dr" })];
    expect(stacks.map(erasureTableName)).toEqual(Array(2).fill("payments-erasures-dev"));
    expect(stacks.map(erasureTableArn)).toEqual([
      "arn:aws:dynamodb:us-east-1:111122223333:table/payments-erasures-dev",
      "arn:aws:dynamodb:us-east-2:111122223333:table/payments-erasures-dev",
    ]);
  });
});
