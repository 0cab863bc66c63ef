import { addressedBlocks } from "../../../src/terraform/configuration";
import { smallSites } from "./sites";

const { stack, region } = smallSites()[1]!;
const blocks = addressedBlocks(stack);

describe("the DR site, when London does not answer", () => {
  test("names London only where it says what to copy, whom to act on, and who may", () => {
    const naming = blocks.filter(({ block }) => JSON.stringify(block).includes("eu-west-2"));
    expect(naming.map(({ address }) => address.replace(/_[0-9A-F]{8}$/, "")).sort()).toEqual([
      "aws_db_instance.database",
      "aws_iam_role_policy.break-glass_act",
      "aws_iam_role_policy.break-glass_keys",
      "aws_iam_role_policy.break-glass_look",
      // The right to delete a replication is asked for at both of its ends.
      "aws_iam_role_policy.failover_role_calls",
      "aws_iam_role_policy.other-site_function_role_code",
      "aws_lambda_function.other-site_function",
      "aws_sfn_state_machine.failover",
    ]);
  });

  test("is told all that it needs in its own region", () => {
    const data = blocks.filter(({ mode }) => mode === "data");
    expect(data.length).toBeGreaterThan(4);
    for (const { type, block } of data) {
      expect(type).toBe("aws_ssm_parameter");
      expect(block.name).toMatch(/^\/standby\/streamflix\/dev\//);
      expect(block).not.toHaveProperty("provider");
    }
  });

  test("has its state, its locks and its key in its own region", () => {
    expect(stack.terraform?.backend?.s3).toMatchObject({
      region,
      bucket: "streamflix-state-dr-111122223333-dev",
      dynamodb_table: "streamflix-state-lock-dr-dev",
    });
  });

  test("has no provider in use but its own", () => {
    expect(blocks.filter(({ block }) => block.provider !== undefined)).toEqual([]);
  });
});
