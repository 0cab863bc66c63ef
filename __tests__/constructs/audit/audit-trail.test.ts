import { auditTrailArn, AuditTrail, type AuditTrailProps } from "../../../src/constructs/audit/audit-trail";
import { auditSettings } from "../../../src/constructs/audit/audit-settings";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  protectedEnvironment,
  reference,
  regionalStack,
  synthesizeStack,
  type Placement,
} from "../../support/stack";
import { denials, readStatements, statementsOf } from "../object-storage/synthesize-buckets";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/operations";
const TRAIL = "arn:aws:cloudtrail:us-east-1:111122223333:trail/payments-audit-dev";
const BUCKET = "arn:aws:s3:::payments-audit-111122223333-dev";

function synthesize(given: Partial<AuditTrailProps> = {}, placement: Placement = {}) {
  return synthesizeStack(
    (stack) =>
      new AuditTrail(stack, "audit-trail", {
        ...auditSettings.parse({}),
        dataEventBucketPrefixes: [],
        keyArn: KEY,
        logBucketName: "logs-here",
        ...given,
      }),
    placement,
  );
}

const management = {
  name: "Management events",
  field_selector: [{ field: "eventCategory", equals: ["Management"] }],
};

describe("an audit trail", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesize();
  });

  test("records one region's management events, encrypted, with digests, after everything is ready for it", () => {
    const address = (type: string, part = "") => blockOf(configuration, type, part).address;
    expect(argumentsOf(configuration, "aws_cloudtrail")).toEqual({
      name: "payments-audit-dev",
      s3_bucket_name: reference(blockOf(configuration, "aws_s3_bucket_policy"), "bucket"),
      kms_key_id: KEY,
      enable_log_file_validation: true,
      include_global_service_events: true,
      is_multi_region_trail: false,
      cloud_watch_logs_group_arn: `\${${address("aws_cloudwatch_log_group")}.arn}:*`,
      cloud_watch_logs_role_arn: reference(blockOf(configuration, "aws_iam_role"), "arn"),
      advanced_event_selector: [management],
      depends_on: [
        address("aws_s3_bucket_versioning"),
        address("aws_s3_bucket_policy"),
        address("aws_iam_role_policy"),
      ],
    });
  });

  test("may put its own files into its bucket, and no other trail may", () => {
    expect(statementsOf(configuration)).toEqual([
      ...denials(BUCKET),
      {
        Sid: "AllowTrailAclCheck",
        Effect: "Allow",
        Principal: { Service: ["cloudtrail.amazonaws.com"] },
        Action: ["s3:GetBucketAcl"],
        Resource: [BUCKET],
        Condition: { StringEquals: { "aws:SourceArn": [TRAIL] } },
      },
      {
        Sid: "AllowTrailWrite",
        Effect: "Allow",
        Principal: { Service: ["cloudtrail.amazonaws.com"] },
        Action: ["s3:PutObject"],
        Resource: [`${BUCKET}/AWSLogs/111122223333/*`],
        Condition: {
          StringEquals: {
            "aws:SourceArn": [TRAIL],
            "s3:x-amz-acl": ["bucket-owner-full-control"],
          },
        },
      },
    ]);
  });

  test("keeps files and events for the same time, more than a year", () => {
    expect(argumentsOf(configuration, "aws_cloudwatch_log_group")).toEqual({
      name: "/cloudtrail/payments-audit-dev",
      retention_in_days: 400,
      kms_key_id: KEY,
    });
    const { rule } = argumentsOf(configuration, "aws_s3_bucket_lifecycle_configuration");
    expect(rule).toContainEqual(
      expect.objectContaining({
        expiration: [{ days: 400 }],
        noncurrent_version_expiration: [{ noncurrent_days: 90 }],
      }),
    );
    expect(argumentsOf(configuration, "aws_s3_bucket_logging").target_bucket).toBe("logs-here");
    expect(blocksOf(configuration, "aws_s3_bucket_object_lock_configuration")).toEqual([]);
  });

  test("writes into the streams of its region in its log group, and nowhere else", () => {
    expect(argumentsOf(configuration, "aws_iam_role")).toMatchObject({
      name: "payments-audit-dev",
      assume_role_policy: expect.stringContaining('"Service":["cloudtrail.amazonaws.com"]') as string,
    });
    const group = "arn:aws:logs:us-east-1:111122223333:log-group:/cloudtrail/payments-audit-dev";
    expect(readStatements(argumentsOf(configuration, "aws_iam_role_policy").policy)).toEqual([
      {
        Sid: "WriteTrail",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [`${group}:log-stream:111122223333_CloudTrail_us-east-1*`],
      },
    ]);
  });
});

describe("an audit trail of the DR site with objects and a lock", () => {
  let configuration: TerraformConfiguration;
  beforeAll(() => {
    configuration = synthesize(
      {
        dataEventBucketPrefixes: ["payments-transactions-", "payments-access-logs-"],
        retentionDays: 3653,
        objectLock: { mode: "COMPLIANCE", days: 365 },
      },
      { site: "dr", environment: protectedEnvironment() },
    );
  });

  test("records who touched objects, but not its own deliveries", () => {
    const { advanced_event_selector: selectors } = argumentsOf(configuration, "aws_cloudtrail");
    expect(selectors).toEqual([
      management,
      {
        name: "Objects",
        field_selector: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: ["AWS::S3::Object"] },
          {
            field: "resources.ARN",
            starts_with: ["arn:aws:s3:::payments-transactions-", "arn:aws:s3:::payments-access-logs-"],
            not_starts_with: ["arn:aws:s3:::payments-audit-111122223333-dr-prod/"],
          },
        ],
      },
    ]);
  });

  test("is locked and kept for ten years", () => {
    expect(argumentsOf(configuration, "aws_s3_bucket_object_lock_configuration").rule).toEqual({
      default_retention: { mode: "COMPLIANCE", days: 365 },
    });
    expect(argumentsOf(configuration, "aws_cloudwatch_log_group").retention_in_days).toBe(3653);
  });

  test("speaks of its own region and site", () => {
    const text = JSON.stringify(configuration.resource);
    expect(text).toContain("arn:aws:cloudtrail:us-east-2:111122223333:trail/payments-audit-dr-prod");
    expect(text).toContain("_CloudTrail_us-east-2*");
    // The key that the test gives is the only thing of the primary region.
    expect(text.replaceAll(KEY, "")).not.toContain("us-east-1");
  });
});

test("the trail's ARN is known before the trail, for the policy of its key", () => {
  expect(auditTrailArn(regionalStack())).toBe(TRAIL);
});

test.each(["", "pa"])("a prefix such as '%s' would take in other buckets, so it is refused", (prefix) => {
  expect(() => synthesize({ dataEventBucketPrefixes: ["payments-transactions-", prefix] })).toThrow(
    `payments-primary/audit-trail: "${prefix}" is no prefix of a bucket's name: the objects of every bucket would be recorded`,
  );
});

test("the audit trail is kept for more than a year, for as long as both S3 and CloudWatch Logs can", () => {
  expect(auditSettings.parse({})).toEqual({ retentionDays: 400 });
  expect(auditSettings.safeParse({ retentionDays: 364 }).success).toBe(false);
  expect(auditSettings.safeParse({ retentionDays: 366 }).success).toBe(false);
});

describe("the audit trail of a system that must stay in an area", () => {
  const residency = { area: "the United States", regions: { "us-east-1": "Virginia", "us-east-2": "Ohio" } };

  test.each([
    { site: "primary", records: "every region, so that IAM and strangers elsewhere are seen", all: true },
    { site: "dr", records: "its own region, which stands when the primary one is lost", all: false },
  ] as const)("records in the $site site $records", ({ site, all }) => {
    const { is_multi_region_trail } = argumentsOf(synthesize({}, { site, residency }), "aws_cloudtrail");
    expect(is_multi_region_trail).toBe(all);
  });
});
