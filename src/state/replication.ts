import {
  CreateRoleCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  type IAMClient,
  type Role,
} from "@aws-sdk/client-iam";
import {
  GetBucketReplicationCommand,
  PutBucketReplicationCommand,
  type ReplicationConfiguration,
  type ReplicationRule,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { OwnedBucket } from "./bucket";
import { describeMerged, mergeByName, sameDocument } from "./compare";
import { ifPresent } from "./errors";
import { replicationRoleName, stateLocation, type Site, type StateScope } from "./locations";
import {
  REPLICATION_TRUST,
  bucketArn,
  parsePolicy,
  replicationPermissions,
  replicationRoleArn,
  samePolicy,
  type PolicyDocument,
} from "./policy";
import { finding, type Finding, type Resource, type Run } from "./run";
import { describeTags, inspectTags, tagList } from "./tags";

/**
 * Minutes within which S3 promises to replicate, and after which it counts a delay: the only value that S3 takes.
 * Source: S3 User Guide, "Meeting compliance requirements with S3 Replication Time Control" (99.9 % within 15 minutes).
 */
export const REPLICATION_MINUTES = 15;

/** Name of the role's one policy. */
const ROLE_POLICY = "state-replication";

/** The replication of the primary's states into the DR site's bucket. */
export interface ReplicationPlan {
  readonly scope: StateScope;
  readonly tags: Readonly<Record<string, string>>;
  /** ARNs of the sites' keys; undefined in a dry run that found none. */
  readonly keyArns: Readonly<Record<Site, string | undefined>>;
  /** The primary's bucket. */
  readonly source: Resource<OwnedBucket>;
}

/** Brings role and replication into order. Both buckets must be versioned before. */
export async function setUpReplication(
  run: Run,
  iam: IAMClient,
  s3: S3Client,
  plan: ReplicationPlan,
): Promise<void> {
  const { scope, tags, source } = plan;
  const RoleName = replicationRoleName(scope);
  const target = { region: "global", kind: "IAM role", name: RoleName } as const;
  const role = await run.resource<Role>(target, {
    find: async () =>
      (await ifPresent(iam.send(new GetRoleCommand({ RoleName })), "NoSuchEntityException"))?.Role,
    create: () => createRole(iam, RoleName, plan),
  });
  if (!role) return;
  await run.setting(role, "trust policy", "S3 alone", async () => inspectTrust(iam, RoleName, role.value));
  await run.setting(role, "permissions", "reads the states, writes their replicas", () =>
    inspectPermissions(iam, RoleName, plan),
  );
  await run.setting(role, "tags", describeTags(tags), async () =>
    inspectTags(role.value?.Tags, tags, () =>
      iam.send(new TagRoleCommand({ RoleName, Tags: tagList(tags) })),
    ),
  );
  const replica = stateLocation(scope, "dr").bucket;
  await run.setting(
    source,
    "replication",
    `to ${replica}; states written before follow at their next change`,
    () => inspectReplication(s3, plan),
  );
}

async function createRole(iam: IAMClient, RoleName: string, { scope, tags }: ReplicationPlan): Promise<Role> {
  const { Role: role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      Description: `Copies the Terraform state of ${scope.system}-primary to ${scope.regions.dr}`,
      AssumeRolePolicyDocument: JSON.stringify(REPLICATION_TRUST),
      Tags: tagList(tags),
    }),
  );
  // IAM answers with the role it made; the SDK's type allows for none.
  return role as Role;
}

function inspectTrust(iam: IAMClient, RoleName: string, role: Role | undefined): Finding {
  const right = samePolicy(decodePolicy(role?.AssumeRolePolicyDocument), REPLICATION_TRUST);
  return finding(right, right ? "S3 alone" : "another policy", () =>
    iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: JSON.stringify(REPLICATION_TRUST) }),
    ),
  );
}

async function inspectPermissions(iam: IAMClient, RoleName: string, plan: ReplicationPlan): Promise<Finding> {
  const reading = iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: ROLE_POLICY }));
  const present = await ifPresent(reading, "NoSuchEntityException");
  const { primary, dr } = plan.keyArns;
  const wanted = primary && dr ? replicationPermissions(plan.scope, { primary, dr }) : undefined;
  const right = wanted !== undefined && samePolicy(decodePolicy(present?.PolicyDocument), wanted);
  const is = right ? "as wanted" : present ? "another policy" : "none";
  return finding(right, is, () =>
    iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: ROLE_POLICY, PolicyDocument: JSON.stringify(wanted) }),
    ),
  );
}

/** Reads a policy as IAM returns it: percent-encoded. */
function decodePolicy(text: string | undefined): PolicyDocument {
  return parsePolicy(text ? decodeURIComponent(text) : '{"Statement":[]}');
}

async function inspectReplication(s3: S3Client, plan: ReplicationPlan): Promise<Finding> {
  const bucket: OwnedBucket = {
    Bucket: plan.source.target.name,
    ExpectedBucketOwner: plan.scope.account,
  };
  const reading = s3.send(new GetBucketReplicationCommand(bucket));
  const answer = await ifPresent(reading, "ReplicationConfigurationNotFoundError");
  const present = answer?.ReplicationConfiguration;
  const rules = present?.Rules ?? [];
  const rule = replicationRule(plan, priorityFor(rules, plan.scope));
  const merged = mergeByName(rules, [rule], ({ ID }) => ID, sameDocument);
  const Role = replicationRoleArn(plan.scope);
  const right = merged.wrong.length === 0 && present?.Role === Role && plan.keyArns.dr !== undefined;
  const is = merged.wrong.length > 0 || right ? describeMerged(merged) : `by the role ${present?.Role}`;
  const wanted: ReplicationConfiguration = { Role, Rules: merged.parts };
  return finding(right, present ? is : "off", () =>
    s3.send(new PutBucketReplicationCommand({ ...bucket, ReplicationConfiguration: wanted })),
  );
}

/** A priority that no other rule has: S3 demands that they differ. */
function priorityFor(rules: readonly ReplicationRule[], scope: StateScope): number {
  const own = rules.find(({ ID }) => ID === ruleId(scope))?.Priority;
  const others = rules.filter(({ ID }) => ID !== ruleId(scope)).map(({ Priority }) => Priority ?? 0);
  return own !== undefined && !others.includes(own) ? own : Math.max(0, ...others) + 1;
}

function ruleId({ environment }: StateScope): string {
  return `standby-primary-state-${environment}`;
}

/** The rule that copies the primary's state, and it alone. Deletions are not copied: the replica is there to survive. */
function replicationRule({ scope, keyArns }: ReplicationPlan, priority: number): ReplicationRule {
  const minutes = { Minutes: REPLICATION_MINUTES };
  return {
    ID: ruleId(scope),
    Priority: priority,
    Status: "Enabled",
    Filter: { Prefix: stateLocation(scope, "primary").key },
    // Without this, objects encrypted with KMS are left out.
    SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
    DeleteMarkerReplication: { Status: "Disabled" },
    Destination: {
      Bucket: bucketArn(stateLocation(scope, "dr").bucket),
      EncryptionConfiguration: { ReplicaKmsKeyID: keyArns.dr },
      ReplicationTime: { Status: "Enabled", Time: minutes },
      Metrics: { Status: "Enabled", EventThreshold: minutes },
    },
  };
}
