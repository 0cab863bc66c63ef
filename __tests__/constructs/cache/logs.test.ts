import { clusterCacheSettings } from "../../../src/constructs/cache/settings";
import type { Block } from "../../../src/terraform/configuration";
import { argumentsOf, blockOf, blocksOf, reference } from "../../support/stack";
import { synthesizeCache } from "./synthesize-cache";

const GROUP = "aws_elasticache_replication_group";
const POLICY = "aws_cloudwatch_log_resource_policy";
const ACCOUNT = "111122223333";

/** GS-FIX-04: the replication group was made before the log group that its slow log goes to, and failed. */
describe.each([
  ["with one shard", synthesizeCache()],
  ["in cluster mode", synthesizeCache({}, { settings: clusterCacheSettings.parse(undefined) })],
])("before a cache %s is made", (_kind, configuration) => {
  const group = argumentsOf(configuration, GROUP);

  test("its log groups are there: it refers to those that the stack makes", () => {
    const made = blocksOf(configuration, "aws_cloudwatch_log_group").map((found) => reference(found, "name"));
    const destinations = (group.log_delivery_configuration as Block[]).map(({ destination }) => destination);
    expect(destinations).toHaveLength(2);
    expect(destinations.filter((destination) => !made.includes(String(destination)))).toEqual([]);
  });

  test("its subnet group is there", () => {
    expect(group.subnet_group_name).toBe(
      reference(blockOf(configuration, "aws_elasticache_subnet_group"), "name"),
    );
  });

  test("log delivery may write, which nothing in it refers to", () => {
    expect(group.depends_on).toEqual([blockOf(configuration, POLICY).address]);
  });
});

test("only log delivery for this account and region may write, and into the cache's logs only", () => {
  const { policy_name, policy_document } = argumentsOf(synthesizeCache(), POLICY);
  expect(policy_name).toBe("payments-cache-log-delivery-dev");
  expect(JSON.parse(String(policy_document))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AllowLogDelivery",
        Effect: "Allow",
        Principal: { Service: ["delivery.logs.amazonaws.com"] },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: ["slow-log", "engine-log"].map(
          (log) =>
            `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/vendedlogs/elasticache/payments-cache-dev/${log}:log-stream:*`,
        ),
        Condition: {
          StringEquals: { "aws:SourceAccount": [ACCOUNT] },
          ArnLike: { "aws:SourceArn": [`arn:aws:logs:us-east-1:${ACCOUNT}:*`] },
        },
      },
    ],
  });
});
