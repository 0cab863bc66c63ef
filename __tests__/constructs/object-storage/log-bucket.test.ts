import { LogBucket, logBucketName } from "../../../src/constructs/object-storage/log-bucket";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  regionalStack,
  synthesizeAliased,
  synthesizeStack,
} from "../../support/stack";
import { denials, statementsOf } from "./synthesize-buckets";

const ARN = "arn:aws:s3:::payments-access-logs-111122223333-dev";

describe("a log bucket", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesizeStack((stack) => {
      const bucket = new LogBucket(stack, "access-logs", { retentionDays: 365 });
      stack.addOutputs({ Name: bucket.bucketName });
    });
  });

  test("lets load balancers of its account and buckets of its system write, each below a prefix", () => {
    expect(statementsOf(configuration)).toEqual([
      ...denials(ARN),
      {
        Sid: "AllowLoadBalancerLogs",
        Effect: "Allow",
        Principal: { Service: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
        Action: ["s3:PutObject"],
        Resource: [`${ARN}/load-balancer/*/AWSLogs/111122223333/*`],
      },
      {
        Sid: "AllowBucketLogs",
        Effect: "Allow",
        Principal: { Service: ["logging.s3.amazonaws.com"] },
        Action: ["s3:PutObject"],
        Resource: [`${ARN}/bucket/*`],
        Condition: {
          StringEquals: { "aws:SourceAccount": ["111122223333"] },
          ArnLike: { "aws:SourceArn": ["arn:aws:s3:::payments-*"] },
        },
      },
    ]);
  });

  test("encrypts with S3's own keys, since those services take no others, and never logs into itself", () => {
    expect(argumentsOf(configuration, "aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      expect.objectContaining({ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }),
    ]);
    expect(blocksOf(configuration, "aws_s3_bucket_logging")).toEqual([]);
    expect(blocksOf(configuration, "aws_s3_bucket_replication_configuration")).toEqual([]);
  });

  test("keeps logs for their time, and a month for second thoughts", () => {
    const { rule } = argumentsOf(configuration, "aws_s3_bucket_lifecycle_configuration");
    expect(rule).toContainEqual(
      expect.objectContaining({
        expiration: [{ days: 365 }],
        noncurrent_version_expiration: [{ noncurrent_days: 30 }],
      }),
    );
  });

  test("has a name that waits until log delivery is allowed", () => {
    const policy = blockOf(configuration, "aws_s3_bucket_policy");
    expect(configuration.output?.Name?.value).toBe(reference(policy, "bucket"));
  });
});

test("the DR site's log bucket is made by the primary stack, and the DR stack computes its name", () => {
  const configuration = synthesizeAliased(
    (scope) => new LogBucket(scope, "access-logs", { retentionDays: 30 }),
  );
  const { bucket, provider } = argumentsOf(configuration, "aws_s3_bucket");
  expect(provider).toBe("aws.dr");
  expect(logBucketName(regionalStack({ site: "dr" }), "dr")).toBe(bucket);
});
