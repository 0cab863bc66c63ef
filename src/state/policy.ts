import { isDeepStrictEqual } from "node:util";
import { replicationRoleName, stateLocation, type Site, type StateScope } from "./locations";

/** One statement of a policy document. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: unknown;
  readonly Action: string | string[];
  readonly Resource?: string | string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

/** A policy document of IAM or S3. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: Statement[];
}

/** Builds a policy document. */
export function policyDocument(statements: Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** Keys of the primary's states in every environment, with their lock files, as a pattern for policies. */
function replicatedKeys(scope: StateScope): string {
  return `${scope.system}/*/primary.tfstate*`;
}

/** What the policy of a site's bucket has to say. Other statements in it are not ours and stay. */
export function bucketStatements(scope: StateScope, site: Site): Statement[] {
  const bucket = bucketArn(stateLocation(scope, site).bucket);
  const tlsOnly: Statement = {
    Sid: "StandbyTlsOnly",
    Effect: "Deny",
    Principal: "*",
    // A Deny on every action: whatever is asked for without TLS is refused.
    Action: "s3:*",
    Resource: [bucket, `${bucket}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  if (site === "primary") return [tlsOnly];
  const replicaReadOnly: Statement = {
    Sid: "StandbyReplicaReadOnly",
    Effect: "Deny",
    Principal: "*",
    // Replication writes by s3:ReplicateObject, which is another action, and lifecycle rules are not subject to policies.
    Action: ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"],
    Resource: `${bucket}/${replicatedKeys(scope)}`,
  };
  return [tlsOnly, replicaReadOnly];
}

/**
 * Who may take the replication role: S3. There is no condition on the source account, since S3 takes a role only for
 * a bucket whose owner was allowed to pass that role, and roles cannot be passed across accounts.
 */
export const REPLICATION_TRUST: PolicyDocument = policyDocument([
  { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" },
]);

/**
 * What the replication role may do: read the primary's states, write their replicas, decrypt with the one key and
 * encrypt with the other, and both through S3 only. Deletions are not replicated, so s3:ReplicateDelete is missing.
 * Source of the actions: S3 User Guide, "Setting up permissions for live replication" and "Replicating encrypted objects".
 */
export function replicationPermissions(scope: StateScope, keyArns: Record<Site, string>): PolicyDocument {
  const source = bucketArn(stateLocation(scope, "primary").bucket);
  const replica = bucketArn(stateLocation(scope, "dr").bucket);
  const keys = replicatedKeys(scope);
  const throughS3 = (site: Site, bucket: string) => ({
    StringEquals: { "kms:ViaService": `s3.${scope.regions[site]}.amazonaws.com` },
    // With a bucket key the context is the bucket, without one the object.
    StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucket, `${bucket}/${keys}`] },
  });
  return policyDocument([
    {
      Sid: "ReadSourceConfiguration",
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: source,
    },
    {
      Sid: "ReadSourceVersions",
      Effect: "Allow",
      Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      Resource: `${source}/${keys}`,
    },
    {
      Sid: "WriteReplicas",
      Effect: "Allow",
      Action: ["s3:ReplicateObject", "s3:ReplicateTags"],
      Resource: `${replica}/${keys}`,
    },
    {
      Sid: "DecryptSource",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: keyArns.primary,
      Condition: throughS3("primary", source),
    },
    {
      Sid: "EncryptReplicas",
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:GenerateDataKey"],
      Resource: keyArns.dr,
      Condition: throughS3("dr", replica),
    },
  ]);
}

/** ARN of a bucket. */
export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

/** ARN of the replication role. */
export function replicationRoleArn(scope: StateScope): string {
  return `arn:aws:iam::${scope.account}:role/${replicationRoleName(scope)}`;
}

/** Reads a policy document that AWS returned. A single statement may stand without its list. */
export function parsePolicy(text: string): PolicyDocument {
  const { Statement: statements } = JSON.parse(text) as { Statement: Statement | Statement[] };
  return policyDocument(Array.isArray(statements) ? statements : [statements]);
}

/**
 * Whether two statements say the same. AWS may return a list of one as a single text, lists in another order, and the
 * principal `*` as `{"AWS":"*"}`.
 */
export function sameStatement(one: Statement, other: Statement): boolean {
  return isDeepStrictEqual(normalized(one), normalized(other));
}

/** Whether two documents have the same statements in the same order. */
export function samePolicy(one: PolicyDocument, other: PolicyDocument): boolean {
  return (
    one.Statement.length === other.Statement.length &&
    one.Statement.every((statement, index) => {
      const counterpart = other.Statement[index];
      return counterpart !== undefined && sameStatement(statement, counterpart);
    })
  );
}

function normalized(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? normalized(value[0]) : value.map(normalized).sort();
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, normalized(inner)] as const);
  const [first] = entries;
  // Only a principal has this key.
  if (entries.length === 1 && first?.[0] === "AWS" && first[1] === "*") return "*";
  return Object.fromEntries(entries);
}
