import {
  DescribeTableCommand,
  UntagResourceCommand as UntagTableCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import {
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  DeleteAliasCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  ScheduleKeyDeletionCommand,
  UntagResourceCommand as UntagKeyCommand,
} from "@aws-sdk/client-kms";
import {
  DeleteBucketEncryptionCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketReplicationCommand,
  DeleteBucketTaggingCommand,
  DeletePublicAccessBlockCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketReplicationCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type ReplicationRule,
} from "@aws-sdk/client-s3";
import { awsClients, type BackendClients, type SiteClients } from "../../src/state/clients";
import { replicationRoleName, stateLocation } from "../../src/state/locations";
import { describeWithMinistack, startMinistack, useMinistack, type Ministack } from "../support/ministack";
import { policyOf, recordingClients, run, scopeIn } from "./support";

const ACCOUNT = "111122223333";
const scope = scopeIn(ACCOUNT);
const primary = stateLocation(scope, "primary");
const dr = stateLocation(scope, "dr");
const RoleName = replicationRoleName(scope);

/** A setting, how it is broken by hand, and how the report names what it was. */
interface Breakage {
  readonly setting: string;
  readonly how: string;
  readonly was: RegExp;
  readonly break: (site: SiteClients, all: BackendClients) => Promise<unknown>;
}

const Bucket = primary.bucket;
const TableName = primary.lockTable;

async function keyIdOf({ kms }: SiteClients): Promise<string> {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: primary.keyAlias }));
  return KeyMetadata?.KeyId ?? "";
}

async function changeReplicationRule(
  { s3 }: SiteClients,
  change: Partial<ReplicationRule>,
): Promise<unknown> {
  const { ReplicationConfiguration: present } = await s3.send(new GetBucketReplicationCommand({ Bucket }));
  const Rules = (present?.Rules ?? []).map((rule) => ({ ...rule, ...change }) as ReplicationRule);
  return s3.send(
    new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration: { Role: present?.Role, Rules } }),
  );
}

const breakages: Record<string, Breakage[]> = {
  "S3 bucket": [
    {
      setting: "public access block",
      how: "removed",
      was: /^off$/,
      break: ({ s3 }) => s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
    },
    {
      setting: "public access block",
      how: "partly switched off",
      was: /^off for BlockPublicPolicy$/,
      break: ({ s3 }) =>
        s3.send(
          new PutPublicAccessBlockCommand({
            Bucket,
            PublicAccessBlockConfiguration: {
              BlockPublicAcls: true,
              IgnorePublicAcls: true,
              BlockPublicPolicy: false,
              RestrictPublicBuckets: true,
            },
          }),
        ),
    },
    {
      setting: "object ownership",
      how: "removed",
      was: /^not set$/,
      break: ({ s3 }) => s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket })),
    },
    {
      setting: "object ownership",
      how: "with ACLs",
      was: /^ObjectWriter$/,
      break: ({ s3 }) =>
        s3.send(
          new PutBucketOwnershipControlsCommand({
            Bucket,
            OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
          }),
        ),
    },
    {
      setting: "default encryption",
      how: "removed",
      was: /^AES256, bucket key off$/,
      break: ({ s3 }) => s3.send(new DeleteBucketEncryptionCommand({ Bucket })),
    },
    {
      setting: "default encryption",
      how: "with AWS's key",
      was: /^aws:kms, bucket key on$/,
      break: ({ s3 }) =>
        s3.send(
          new PutBucketEncryptionCommand({
            Bucket,
            ServerSideEncryptionConfiguration: {
              Rules: [
                { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" }, BucketKeyEnabled: true },
              ],
            },
          }),
        ),
    },
    {
      setting: "default encryption",
      how: "without a bucket key",
      was: /^aws:kms with arn:aws:kms:eu-central-1:.*, bucket key off$/,
      break: async ({ s3 }) => {
        const { ServerSideEncryptionConfiguration: present } = await s3.send(
          new GetBucketEncryptionCommand({ Bucket }),
        );
        const Rules = (present?.Rules ?? []).map((rule) => ({ ...rule, BucketKeyEnabled: false }));
        return s3.send(
          new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }),
        );
      },
    },
    {
      setting: "bucket policy",
      how: "removed",
      was: /^without a right "StandbyTlsOnly"$/,
      break: ({ s3 }) => s3.send(new DeleteBucketPolicyCommand({ Bucket })),
    },
    {
      setting: "bucket policy",
      how: "weakened",
      was: /^without a right "StandbyTlsOnly"$/,
      break: async ({ s3 }, all) => {
        const [statement] = await policyOf(all, "primary", Bucket);
        const weak = { ...statement, Action: "s3:GetObject" };
        const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [weak] });
        return s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      },
    },
    {
      setting: "bucket policy",
      how: "without the replica's protection",
      was: /^without a right "StandbyReplicaReadOnly"$/,
      break: async (_site, all) => {
        const statements = await policyOf(all, "dr", dr.bucket);
        const Statement = statements.filter(({ Sid }) => Sid === "StandbyTlsOnly");
        const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
        return all.sites.dr.s3.send(new PutBucketPolicyCommand({ Bucket: dr.bucket, Policy }));
      },
    },
    {
      setting: "lifecycle",
      how: "removed",
      was: /^without a right "standby-old-versions", "standby-leftovers", "standby-lock-files-dev"$/,
      break: ({ s3 }) => s3.send(new DeleteBucketLifecycleCommand({ Bucket })),
    },
    {
      setting: "lifecycle",
      how: "shortened",
      was: /^without a right "standby-old-versions"$/,
      break: async ({ s3 }) => {
        const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
        const shortened = Rules.map((rule) =>
          rule.ID === "standby-old-versions"
            ? { ...rule, NoncurrentVersionExpiration: { NoncurrentDays: 1 } }
            : rule,
        );
        const LifecycleConfiguration = { Rules: shortened };
        return s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
      },
    },
    {
      setting: "tags",
      how: "removed",
      was: /^without system, without owner$/,
      break: ({ s3 }) => s3.send(new DeleteBucketTaggingCommand({ Bucket })),
    },
    {
      setting: "tags",
      how: "changed",
      was: /^owner=nobody$/,
      break: ({ s3 }) =>
        s3.send(
          new PutBucketTaggingCommand({
            Bucket,
            Tagging: {
              TagSet: [
                { Key: "system", Value: "payments" },
                { Key: "owner", Value: "nobody" },
                { Key: "cost", Value: "7" },
              ],
            },
          }),
        ),
    },
    {
      setting: "replication",
      how: "removed",
      was: /^off$/,
      break: ({ s3 }) => s3.send(new DeleteBucketReplicationCommand({ Bucket })),
    },
    {
      setting: "replication",
      how: "switched off",
      was: /^without a right "standby-primary-state-dev"$/,
      break: (site) => changeReplicationRule(site, { Status: "Disabled" }),
    },
    {
      setting: "replication",
      how: "for everything",
      was: /^without a right "standby-primary-state-dev"$/,
      break: (site) => changeReplicationRule(site, { Filter: { Prefix: "" } }),
    },
    {
      setting: "replication",
      how: "by another role",
      was: /^by the role arn:aws:iam::111122223333:role\/other$/,
      break: async ({ s3 }) => {
        const { ReplicationConfiguration: present } = await s3.send(
          new GetBucketReplicationCommand({ Bucket }),
        );
        const Role = `arn:aws:iam::${ACCOUNT}:role/other`;
        const ReplicationConfiguration = { Role, Rules: present?.Rules };
        return s3.send(new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration }));
      },
    },
  ],
  "KMS key": [
    {
      setting: "alias",
      how: "deleted while the bucket uses the key",
      was: /^missing \(key [0-9a-f-]{36}\)$/,
      break: ({ kms }) => kms.send(new DeleteAliasCommand({ AliasName: primary.keyAlias })),
    },
    {
      setting: "state",
      how: "disabled",
      was: /^Disabled$/,
      break: async (site) => site.kms.send(new DisableKeyCommand({ KeyId: await keyIdOf(site) })),
    },
    {
      setting: "rotation",
      how: "switched off",
      was: /^off$/,
      break: async (site) => site.kms.send(new DisableKeyRotationCommand({ KeyId: await keyIdOf(site) })),
    },
    {
      setting: "tags",
      how: "removed",
      was: /^without owner$/,
      break: async (site) =>
        site.kms.send(new UntagKeyCommand({ KeyId: await keyIdOf(site), TagKeys: ["owner"] })),
    },
  ],
  "DynamoDB table": [
    {
      setting: "billing mode",
      how: "provisioned",
      was: /^PROVISIONED$/,
      break: ({ dynamodb }) =>
        dynamodb.send(
          new UpdateTableCommand({
            TableName,
            BillingMode: "PROVISIONED",
            ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
          }),
        ),
    },
    {
      setting: "encryption",
      how: "with another key than the site's",
      was: /^with (a key of DynamoDB|arn:.*:alias\/aws\/dynamodb)$/,
      break: ({ dynamodb }) =>
        dynamodb.send(new UpdateTableCommand({ TableName, SSESpecification: { Enabled: false } })),
    },
    {
      setting: "deletion protection",
      how: "switched off",
      was: /^off$/,
      break: ({ dynamodb }) =>
        dynamodb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false })),
    },
    {
      setting: "point-in-time recovery",
      how: "switched off",
      was: /^off$/,
      break: ({ dynamodb }) =>
        dynamodb.send(
          new UpdateContinuousBackupsCommand({
            TableName,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
          }),
        ),
    },
    {
      setting: "tags",
      how: "removed",
      was: /^without system$/,
      break: async ({ dynamodb }) => {
        const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
        return dynamodb.send(new UntagTableCommand({ ResourceArn: Table?.TableArn, TagKeys: ["system"] }));
      },
    },
  ],
  "IAM role": [
    {
      setting: "trust policy",
      how: "opened to another service",
      was: /^another policy$/,
      break: (_site, { iam }) =>
        iam.send(
          new UpdateAssumeRolePolicyCommand({
            RoleName,
            PolicyDocument: JSON.stringify({
              Version: "2012-10-17",
              Statement: [
                { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
              ],
            }),
          }),
        ),
    },
    {
      setting: "permissions",
      how: "removed",
      was: /^none$/,
      break: (_site, { iam }) =>
        iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "state-replication" })),
    },
    {
      setting: "permissions",
      how: "widened",
      was: /^another policy$/,
      break: (_site, { iam }) =>
        iam.send(
          new PutRolePolicyCommand({
            RoleName,
            PolicyName: "state-replication",
            PolicyDocument: JSON.stringify({
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
            }),
          }),
        ),
    },
    {
      setting: "tags",
      how: "removed",
      was: /^without owner$/,
      break: (_site, { iam }) => iam.send(new UntagRoleCommand({ RoleName, TagKeys: ["owner"] })),
    },
  ],
};

const cases = Object.entries(breakages).flatMap(([kind, list]) =>
  list.map((breakage) => [kind, breakage.setting, breakage.how, breakage] as const),
);

describeWithMinistack("a setting that was changed by hand is repaired and named", () => {
  let ministack: Ministack;
  let clients: BackendClients;

  beforeAll(async () => {
    ministack = await startMinistack();
    useMinistack(ministack, ACCOUNT);
    clients = awsClients(scope.regions);
    await run(scope, { clients });
  });

  afterAll(() => ministack.stop());

  test.each(cases)("%s: %s: %s", async (kind, setting, _how, breakage) => {
    await breakage.break(clients.sites.primary, clients);

    // The dry run names it, and leaves it as it is: the real run still finds it. That the real run has repaired it is seen by
    // the next run, of the next test: it finds nothing but what that one has broken.
    for (const dryRun of [true, false]) {
      const report = await run(scope, { dryRun, clients });
      expect(report.problems).toEqual([]);
      const changed = report.entries.filter(({ action }) => action !== "unchanged");
      expect(changed).toEqual([
        expect.objectContaining({ kind, setting, action: dryRun ? "would repair" : "repaired" }),
      ]);
      const was = /^was (.*), (?:wanted|is now): /.exec(changed[0]?.detail ?? "")?.[1];
      expect(was).toMatch(breakage.was);
    }
  });

  test("the last one as well", async () => {
    const report = await run(scope, { clients });
    expect(report.entries.filter(({ action }) => action !== "unchanged")).toEqual([]);
  });

  test("a key that is to be deleted is kept, and usable again", async () => {
    const { clients, commands } = recordingClients(scope);
    const { sites } = clients;
    const KeyId = await keyIdOf(sites.primary);
    await sites.primary.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    const report = await run(scope, { clients });
    // KMS takes EnableKey only after the deletion is cancelled; the local AWS takes it at once.
    const writes = ["CancelKeyDeletion", "EnableKey"];
    expect(commands.filter((command) => writes.includes(command))).toEqual(writes);
    expect(report.problems).toEqual([]);
    expect(report.entries.filter(({ setting }) => setting === "state").map(({ detail }) => detail)).toContain(
      "was PendingDeletion, is now: Enabled",
    );
    const { KeyMetadata } = await sites.primary.kms.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.KeyState).toBe("Enabled");
  });

  test("versioning that was suspended, which S3 allows only without replication", async () => {
    const { s3 } = awsClients(scope.regions).sites.dr;
    const VersioningConfiguration = { Status: "Suspended" } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket: dr.bucket, VersioningConfiguration }));
    const report = await run(scope);
    const changed = report.entries.filter(({ action }) => action !== "unchanged");
    expect(changed).toEqual([
      expect.objectContaining({
        region: "eu-west-1",
        setting: "versioning",
        detail: "was Suspended, is now: Enabled",
      }),
    ]);
  });
});
