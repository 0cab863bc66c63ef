import { answersIn } from "../policy/answers";
import {
  addressedBlocks,
  type AddressedBlock,
  type Block,
  type TerraformConfiguration,
} from "../terraform/configuration";
import { at, listOf } from "./arguments";
import type { Rule } from "./rule";

/** Parts of a bucket that are resources of their own, by what they say. */
const PARTS = {
  encryption: "aws_s3_bucket_server_side_encryption_configuration",
  lifecycle: "aws_s3_bucket_lifecycle_configuration",
  objectLock: "aws_s3_bucket_object_lock_configuration",
  ownership: "aws_s3_bucket_ownership_controls",
  policy: "aws_s3_bucket_policy",
  publicAccess: "aws_s3_bucket_public_access_block",
  versioning: "aws_s3_bucket_versioning",
} as const;

const BLOCKED = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

/** The findings of the policy scanner whose answers say why a bucket is another one than the rule wants. */
const NOT_VERSIONED = "CKV_AWS_21";
const NOT_BY_KMS = "CKV_AWS_145";

/** What a bucket is made of. */
interface Bucket {
  readonly bucket: AddressedBlock;
  readonly parts: Readonly<Record<keyof typeof PARTS, Block | undefined>>;
  /** The scanner's findings that are answered beside it. */
  readonly answered: ReadonlySet<string>;
}

/** Design rules 13 and 15, for buckets: their parts are resources of their own, so each may be forgotten. */
export const bucketsRule: Rule = {
  id: "buckets",
  title: "Every bucket is private, versioned, encrypted, answers TLS only, and has a lifecycle",
  check({ configuration, isProtected }) {
    return bucketsOf(configuration).flatMap((bucket) =>
      [...accessProblems(bucket), ...dataProblems(bucket), ...deletionProblems(bucket, isProtected)].map(
        (problem) => `${bucket.bucket.address}: ${problem}`,
      ),
    );
  },
};

function bucketsOf(configuration: TerraformConfiguration): Bucket[] {
  const resources = addressedBlocks(configuration).filter(({ mode }) => mode === "resource");
  const answers = answersIn("", configuration);
  return resources
    .filter(({ type }) => type === "aws_s3_bucket")
    .map((bucket) => {
      const names = [
        bucket.block.bucket,
        ...["bucket", "id"].map((attribute) => `\${${bucket.address}.${attribute}}`),
      ];
      const partOf = (wanted: string) =>
        resources.find(({ type, block }) => type === wanted && names.includes(block.bucket))?.block;
      return {
        bucket,
        parts: Object.fromEntries(
          Object.entries(PARTS).map(([part, type]) => [part, partOf(type)]),
        ) as Bucket["parts"],
        answered: new Set(
          answers.filter(({ address }) => address === bucket.address).map(({ check }) => check),
        ),
      };
    });
}

function accessProblems({ parts: { publicAccess, ownership, policy } }: Bucket): string[] {
  const open = BLOCKED.filter((argument) => publicAccess?.[argument] !== true);
  return [
    ...open.map((argument) => `${argument} must be true in its ${PARTS.publicAccess}`),
    ...(at(ownership, "rule", "object_ownership") === "BucketOwnerEnforced"
      ? []
      : ["its owner must own every object: BucketOwnerEnforced"]),
    ...(deniesPlainHttp(policy) ? [] : ["its policy must deny everything without TLS (aws:SecureTransport)"]),
  ];
}

function dataProblems({ parts: { versioning, encryption, lifecycle }, answered }: Bucket): string[] {
  const rules = listOf(lifecycle?.rule);
  const algorithm = at(encryption, "rule", "apply_server_side_encryption_by_default", "sse_algorithm");
  return [
    ...(at(versioning, "versioning_configuration", "status") === "Enabled" || answered.has(NOT_VERSIONED)
      ? []
      : [`it must be versioned, or say why not (an answer to ${NOT_VERSIONED})`]),
    ...(algorithm === "aws:kms" || (algorithm === "AES256" && answered.has(NOT_BY_KMS))
      ? []
      : [`it must be encrypted with a key, or say why not (an answer to ${NOT_BY_KMS})`]),
    ...(rules.some((rule) => has(rule, "abort_incomplete_multipart_upload"))
      ? []
      : ["its lifecycle must drop unfinished uploads"]),
    ...(rules.some((rule) => has(rule, "noncurrent_version_expiration")) || answered.has(NOT_VERSIONED)
      ? []
      : ["its lifecycle must delete old versions some day"]),
  ];
}

function deletionProblems({ bucket, parts: { objectLock } }: Bucket, isProtected: boolean): string[] {
  if (isProtected) {
    return bucket.block.force_destroy === true
      ? ["force_destroy would delete its objects in a protected environment"]
      : [];
  }
  return [
    ...(bucket.block.force_destroy === true
      ? []
      : ["force_destroy must be true, else a bucket with objects can't be destroyed"]),
    ...(at(objectLock, "rule", "default_retention", "mode") === "COMPLIANCE"
      ? ["nobody can delete what is locked in COMPLIANCE mode, but the environment must be destroyable"]
      : []),
  ];
}

/** Whether the policy denies everybody every action without TLS. Only a policy of literal JSON can be read. */
function deniesPlainHttp(policy: Block | undefined): boolean {
  const statements = listOf(parse(policy?.policy));
  return statements.some(
    (statement) =>
      at(statement, "Effect") === "Deny" &&
      listOf(at(statement, "Principal", "AWS") ?? at(statement, "Principal")).includes("*") &&
      listOf(at(statement, "Action")).includes("s3:*") &&
      listOf(at(statement, "Resource")).length === 2 &&
      listOf(at(statement, "Condition", "Bool", "aws:SecureTransport")).includes("false"),
  );
}

function parse(policy: unknown): unknown {
  try {
    return (JSON.parse(String(policy)) as { Statement?: unknown }).Statement;
  } catch {
    return undefined;
  }
}

function has(block: unknown, name: string): boolean {
  return listOf(at(block, name)).length > 0;
}
