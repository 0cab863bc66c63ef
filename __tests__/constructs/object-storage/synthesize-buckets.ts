import type { PrivateBucketProps } from "../../../src/constructs/object-storage/private-bucket";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import { argumentsOf } from "../../support/stack";

export const KEY = "arn:aws:kms:us-east-1:111122223333:key/data";

/** The least that a bucket is given. */
export const bucketProps: PrivateBucketProps = {
  thing: "papers",
  encryption: { kind: "kms", keyArn: KEY },
  lifecycle: { noncurrentDays: 30 },
  logBucketName: "payments-access-logs-111122223333-dev",
};

/** The statements of the one bucket policy whose address holds `part`. */
export function statementsOf(configuration: TerraformConfiguration, part = ""): Record<string, unknown>[] {
  return readStatements(argumentsOf(configuration, "aws_s3_bucket_policy", part).policy);
}

/** The statements of a policy of literal JSON. */
export function readStatements(policy: unknown): Record<string, unknown>[] {
  return (JSON.parse(String(policy)) as { Statement: Record<string, unknown>[] }).Statement;
}

/** What every bucket denies. */
export function denials(arn: string): Record<string, unknown>[] {
  const deny = (Sid: string, Condition: object) => ({
    Sid,
    Effect: "Deny",
    Principal: { AWS: ["*"] },
    Action: ["s3:*"],
    Resource: [arn, `${arn}/*`],
    Condition,
  });
  return [
    deny("DenyWithoutTls", { Bool: { "aws:SecureTransport": ["false"] } }),
    deny("DenyOldTls", { NumericLessThan: { "s3:TlsVersion": ["1.2"] } }),
  ];
}
