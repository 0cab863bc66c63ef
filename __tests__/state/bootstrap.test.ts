import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { ListKeysCommand } from "@aws-sdk/client-kms";
import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketReplicationCommand,
  GetBucketTaggingCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { awsClients } from "../../src/state/clients";
import { stateLocation } from "../../src/state/locations";
import { describeWithMinistack, useEmptyAccounts } from "../support/ministack";
import { changesOf, policyOf, recordingClients, run, scopeIn, TAGS } from "./support";

describeWithMinistack("bootstrap", () => {
  let account: string;
  useEmptyAccounts((id) => {
    account = id;
  });

  test("the first run creates everything, the second changes nothing", async () => {
    const scope = scopeIn(account);
    const first = await run(scope);
    expect(first.problems).toEqual([]);
    expect(new Set(first.entries.map(({ action }) => action))).toEqual(new Set(["created"]));
    const settings = first.entries.map(({ region, kind, setting }) => `${region} ${kind}: ${setting}`);
    const site = (region: string) => [
      `${region} S3 bucket: existence`,
      ...["existence", "alias", "state", "rotation", "tags"].map(
        (setting) => `${region} KMS key: ${setting}`,
      ),
      ...[
        "public access block",
        "object ownership",
        "versioning",
        "default encryption",
        "bucket policy",
        "lifecycle",
        "tags",
      ].map((setting) => `${region} S3 bucket: ${setting}`),
      ...[
        "existence",
        "billing mode",
        "encryption",
        "deletion protection",
        "point-in-time recovery",
        "tags",
      ].map((setting) => `${region} DynamoDB table: ${setting}`),
    ];
    expect(settings).toEqual([
      ...site("eu-central-1"),
      ...site("eu-west-1"),
      ...["existence", "trust policy", "permissions", "tags"].map((setting) => `global IAM role: ${setting}`),
      "eu-central-1 S3 bucket: replication",
    ]);

    const { clients, commands } = recordingClients(scope);
    const second = await run(scope, { clients });
    expect(second.problems).toEqual([]);
    expect(changesOf(second)).toEqual([]);
    expect(second.entries).toHaveLength(first.entries.length);
    expect(commands.filter((command) => !/^(Get|Head|Describe|List)/.test(command))).toEqual([]);
  });

  test("a dry run in an empty account lists everything and makes nothing", async () => {
    const scope = scopeIn(account);
    const { clients, commands } = recordingClients(scope);
    const report = await run(scope, { clients, dryRun: true });
    expect(report.problems).toEqual([]);
    expect(new Set(report.entries.map(({ action }) => action))).toEqual(new Set(["would create"]));
    expect(commands.filter((command) => !/^(Get|Head|Describe|List)/.test(command))).toEqual([]);
    const { s3, kms, dynamodb } = clients.sites.primary;
    expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    expect((await kms.send(new ListKeysCommand({}))).Keys ?? []).toEqual([]);
    expect((await dynamodb.send(new ListTablesCommand({}))).TableNames ?? []).toEqual([]);
    const roles = (await clients.iam.send(new ListRolesCommand({}))).Roles ?? [];
    expect(roles.filter(({ RoleName }) => RoleName?.startsWith("payments"))).toEqual([]);
    // What it announced is what a real run then does, with the same clients.
    const real = await run(scope, { clients });
    expect(real.problems).toEqual([]);
    expect(real.entries.map(({ name, setting }) => [name, setting])).toEqual(
      report.entries.map(({ name, setting }) => [name, setting]),
    );
  });

  test("the primary's state is copied to the DR site's bucket, the DR site's own state stays where it is", async () => {
    const scope = scopeIn(account);
    await run(scope);
    const { sites } = awsClients(scope.regions);
    const [primary, dr] = [stateLocation(scope, "primary"), stateLocation(scope, "dr")];
    await sites.primary.s3.send(
      new PutObjectCommand({ Bucket: primary.bucket, Key: primary.key, Body: "{}" }),
    );
    await sites.primary.s3.send(
      new PutObjectCommand({ Bucket: primary.bucket, Key: "other.txt", Body: "{}" }),
    );
    await sites.dr.s3.send(new PutObjectCommand({ Bucket: dr.bucket, Key: dr.key, Body: "{}" }));

    const replica = await sites.dr.s3.send(new HeadObjectCommand({ Bucket: dr.bucket, Key: primary.key }));
    expect(replica.ReplicationStatus).toBe("REPLICA");
    const { Versions } = await sites.dr.s3.send(new ListObjectVersionsCommand({ Bucket: dr.bucket }));
    expect(Versions?.map(({ Key }) => Key).sort()).toEqual([dr.key, primary.key]);
    const own = await sites.primary.s3.send(new ListObjectVersionsCommand({ Bucket: primary.bucket }));
    expect(own.Versions?.map(({ Key }) => Key).sort()).toEqual(["other.txt", primary.key]);
    expect(own.Versions?.every(({ VersionId }) => VersionId !== "null")).toBe(true);
  });

  test("deletion protection is off in an unprotected environment, and one that is on is never switched off", async () => {
    const scope = scopeIn(account);
    const protections = async (protect: boolean) =>
      (await run(scope, { protect })).entries
        .filter(({ setting }) => setting === "deletion protection")
        .map(({ action, detail }) => `${action}: ${detail}`);
    expect(await protections(false)).toEqual(["created: off", "created: off"]);
    expect(await protections(false)).toEqual(["unchanged: off", "unchanged: off"]);
    expect(await protections(true)).toEqual(Array(2).fill("repaired: was off, is now: on"));
    expect(await protections(false)).toEqual(["unchanged: on", "unchanged: on"]);
  });

  test("us-east-1, which must not be given as a location, works", async () => {
    const scope = scopeIn(account, { regions: { primary: "us-east-1", dr: "us-west-2" } });
    expect((await run(scope)).problems).toEqual([]);
    expect(changesOf(await run(scope))).toEqual([]);
  });

  test("a second environment in the same bucket adds its rules and leaves the first one's", async () => {
    const dev = scopeIn(account);
    const stage = scopeIn(account, { environment: "stage" });
    await run(dev);
    expect(changesOf(await run(stage))).toEqual([
      "S3 bucket: lifecycle: repaired",
      "S3 bucket: lifecycle: repaired",
      "S3 bucket: replication: repaired",
    ]);
    expect(changesOf(await run(dev))).toEqual([]);
    expect(changesOf(await run(stage))).toEqual([]);
    // S3 demands that priorities differ; the local AWS does not check it.
    const { ReplicationConfiguration } = await awsClients(dev.regions).sites.primary.s3.send(
      new GetBucketReplicationCommand({ Bucket: stateLocation(dev, "primary").bucket }),
    );
    expect(ReplicationConfiguration?.Rules?.map(({ ID, Priority }) => [ID, Priority])).toEqual([
      ["standby-primary-state-dev", 1],
      ["standby-primary-state-stage", 2],
    ]);
  });

  test("every call to S3 names the bucket's owner, so that a stranger's bucket is never touched", async () => {
    const scope = scopeIn(account);
    const { clients, calls } = recordingClients(scope);
    await run(scope, { clients });
    await run(scope, { clients });
    const anonymous = calls.filter(({ input }) => "Bucket" in input && input.ExpectedBucketOwner !== account);
    // A bucket that is being made has no owner yet.
    expect(anonymous.map(({ command }) => command)).toEqual(["CreateBucket", "CreateBucket"]);
  });

  test("statements, rules and tags of others stay when ours are repaired", async () => {
    const scope = scopeIn(account);
    await run(scope);
    const { clients } = recordingClients(scope);
    const { bucket: Bucket } = stateLocation(scope, "primary");
    const theirs = {
      Sid: "Audit",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${Bucket}/*`,
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [theirs] });
    await clients.sites.primary.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    await clients.sites.primary.s3.send(new DeleteBucketLifecycleCommand({ Bucket }));
    const rule = {
      ID: "theirs",
      Status: "Enabled",
      Filter: { Prefix: "x/" },
      Expiration: { Days: 9 },
    } as const;
    const LifecycleConfiguration = { Rules: [rule] };
    await clients.sites.primary.s3.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }),
    );
    const TagSet = [{ Key: "cost-center", Value: "7" }];
    await clients.sites.primary.s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    const report = await run(scope);
    expect(changesOf(report)).toEqual([
      "S3 bucket: bucket policy: repaired",
      "S3 bucket: lifecycle: repaired",
      "S3 bucket: tags: repaired",
    ]);
    const tagging = await clients.sites.primary.s3.send(new GetBucketTaggingCommand({ Bucket }));
    expect(tagging.TagSet?.map(({ Key }) => Key).sort()).toEqual(["cost-center", "owner", "system"]);
    const sids = (await policyOf(clients, "primary", Bucket)).map(({ Sid }) => Sid);
    expect(sids).toEqual(["Audit", "StandbyTlsOnly"]);
    const { Rules } = await clients.sites.primary.s3.send(
      new GetBucketLifecycleConfigurationCommand({ Bucket }),
    );
    expect(Rules?.map(({ ID }) => ID)).toContain("theirs");
    const again = await run(scope);
    const policy = again.entries.find(({ setting }) => setting === "bucket policy");
    expect(policy).toMatchObject({
      action: "unchanged",
      detail: "as wanted, beside 1 that Standby did not make",
    });
  });

  test("an interruption ends the run between two steps, and running again continues", async () => {
    const scope = scopeIn(account);
    const interruption = new AbortController();
    const { clients, commands } = recordingClients(scope);
    const report = await run(scope, {
      clients,
      signal: interruption.signal,
      onProgress: (event) => {
        if (event.type === "entry" && event.entry.setting === "versioning") interruption.abort();
      },
    });
    expect(report.stopped).toBe(true);
    expect(report.problems).toEqual([]);
    expect(report.entries.map(({ setting }) => setting)).toContain("versioning");
    expect(commands).not.toContain("CreateTable");
    const rest = await run(scope);
    expect(rest).toMatchObject({ stopped: false, problems: [] });
    const done = report.entries.map(({ name, setting }) => `${name} ${setting}`);
    const repeated = rest.entries.filter(({ action }) => action !== "unchanged");
    expect(repeated.filter(({ name, setting }) => done.includes(`${name} ${setting}`))).toEqual([]);
    expect(changesOf(await run(scope))).toEqual([]);
  });

  test("an interruption ends a run that only reads, too", async () => {
    const scope = scopeIn(account);
    await run(scope);
    const interruption = new AbortController();
    const report = await run(scope, { signal: interruption.signal, onProgress: () => interruption.abort() });
    expect(report).toMatchObject({ stopped: true, problems: [] });
    // One step of each site may have been under way.
    expect(report.entries.length).toBeLessThanOrEqual(2);
  });

  test("tags that the environment gains are added", async () => {
    const scope = scopeIn(account);
    await run(scope);
    const report = await run(scope, { tags: { ...TAGS, team: "sre" } });
    expect(
      report.entries.filter(({ action }) => action === "repaired").map(({ setting }) => setting),
    ).toEqual(Array(7).fill("tags"));
    expect(changesOf(await run(scope))).toEqual([]);
  });
});
