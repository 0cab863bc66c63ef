import { CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { awsClients } from "../../src/state/clients";
import { stateLocation } from "../../src/state/locations";
import { bucketStatements, policyDocument, replicationRoleArn } from "../../src/state/policy";
import { describeWithMinistack, startMinistack, useMinistack, type Ministack } from "../support/ministack";
import { scopeIn } from "./support";

/** Goes on as a user who may do everything: the account's root, which the tests start as, passes every policy here. */
async function becomeAdministrator(): Promise<void> {
  const { iam } = awsClients(scope.regions);
  const UserName = "administrator";
  await iam.send(new CreateUserCommand({ UserName }));
  const everything = policyDocument([{ Effect: "Allow", Action: "*", Resource: "*" }]);
  const PolicyDocument = JSON.stringify(everything);
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "everything", PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  process.env.AWS_ACCESS_KEY_ID = AccessKey?.AccessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = AccessKey?.SecretAccessKey;
}

const ACCOUNT = "111122223333";
const scope = scopeIn(ACCOUNT);
const primary = stateLocation(scope, "primary");
const dr = stateLocation(scope, "dr");

/**
 * The statements of the bucket policies, enforced by a local AWS that checks policies. It is reached without TLS, so
 * the statement about TLS is tried by itself: with it nothing else would get through.
 */
describeWithMinistack("the bucket policies, enforced", () => {
  let ministack: Ministack;
  let source: S3Client;
  let replica: S3Client;

  beforeAll(async () => {
    ministack = await startMinistack({ AUTH: "true" });
    useMinistack(ministack, ACCOUNT);
    await becomeAdministrator();
    const { sites } = awsClients(scope.regions);
    source = sites.primary.s3;
    replica = sites.dr.s3;
    const make = async (s3: S3Client, Bucket: string, region: "eu-central-1" | "eu-west-1") => {
      await s3.send(
        new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }),
      );
      const VersioningConfiguration = { Status: "Enabled" } as const;
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    };
    await make(source, primary.bucket, "eu-central-1");
    await make(replica, dr.bucket, "eu-west-1");
  });

  afterAll(() => ministack.stop());

  const setPolicy = (s3: S3Client, Bucket: string, sid: string) => {
    const statements = bucketStatements(scope, Bucket === dr.bucket ? "dr" : "primary");
    const Policy = JSON.stringify(policyDocument(statements.filter(({ Sid }) => Sid === sid)));
    return s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  };

  test("the replica of the primary's state can't be written or deleted, and replication still writes it", async () => {
    await source.send(
      new PutBucketReplicationCommand({
        Bucket: primary.bucket,
        ReplicationConfiguration: {
          Role: replicationRoleArn(scope),
          Rules: [
            {
              Status: "Enabled",
              Priority: 1,
              Filter: { Prefix: primary.key },
              DeleteMarkerReplication: { Status: "Disabled" },
              Destination: { Bucket: `arn:aws:s3:::${dr.bucket}` },
            },
          ],
        },
      }),
    );
    await setPolicy(replica, dr.bucket, "StandbyReplicaReadOnly");
    const at = { Bucket: dr.bucket, Key: primary.key };
    await expect(replica.send(new PutObjectCommand({ ...at, Body: "forged" }))).rejects.toThrow(
      /explicit deny/i,
    );

    await source.send(new PutObjectCommand({ Bucket: primary.bucket, Key: primary.key, Body: "state" }));
    const { Body, VersionId } = await replica.send(new GetObjectCommand(at));
    expect(await Body?.transformToString()).toBe("state");
    await expect(replica.send(new DeleteObjectCommand(at))).rejects.toThrow(/explicit deny/i);
    await expect(replica.send(new DeleteObjectCommand({ ...at, VersionId }))).rejects.toThrow(
      /explicit deny/i,
    );
    await expect(
      replica.send(new PutObjectCommand({ Bucket: dr.bucket, Key: `${primary.key}.tflock`, Body: "lock" })),
    ).rejects.toThrow(/explicit deny/i);
  });

  test("the DR site's own state can be written and deleted", async () => {
    const at = { Bucket: dr.bucket, Key: dr.key };
    await replica.send(new PutObjectCommand({ ...at, Body: "state" }));
    await replica.send(new DeleteObjectCommand(at));
    await expect(replica.send(new GetObjectCommand(at))).rejects.toThrow(/does not exist/);
  });

  test("a request without TLS is refused", async () => {
    const at = { Bucket: primary.bucket, Key: primary.key };
    await source.send(new PutObjectCommand({ ...at, Body: "state" }));
    await setPolicy(source, primary.bucket, "StandbyTlsOnly");
    await expect(source.send(new PutObjectCommand({ ...at, Body: "state" }))).rejects.toThrow(
      /explicit deny/i,
    );
    await expect(source.send(new GetObjectCommand(at))).rejects.toThrow(/explicit deny/i);
  });
});
