import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { CreateAliasCommand, CreateKeyCommand, DeleteAliasCommand } from "@aws-sdk/client-kms";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { awsClients } from "../../src/state/clients";
import { stateLocation } from "../../src/state/locations";
import { describeWithMinistack, useEmptyAccounts, useMinistack, type Ministack } from "../support/ministack";
import { awsError, changesOf, recordingClients, run, scopeIn } from "./support";

describeWithMinistack("bootstrap, when something is wrong,", () => {
  let ministack: Ministack;
  let account: string;
  useEmptyAccounts((id, local) => {
    account = id;
    ministack = local;
  });

  describe("refuses", () => {
    test("credentials of another account, before anything is looked at", async () => {
      const { clients, commands } = recordingClients(scopeIn("999999999999"));
      const report = await run(scopeIn("999999999999"), { clients });
      expect(report.entries).toEqual([]);
      expect(report.problems).toEqual([
        {
          message: `wrong account: the credentials (arn:aws:iam::${account}:root) belong to ${account}, the environment "dev" to 999999999999`,
        },
      ]);
      expect(commands).toEqual(["GetCallerIdentity"]);
    });

    test("missing credentials", async () => {
      delete process.env.AWS_ACCESS_KEY_ID;
      const report = await run(scopeIn(account));
      expect(report.problems).toHaveLength(1);
      expect(report.problems[0]?.message).toMatch(/^no AWS credentials found: set AWS_PROFILE/);
    });

    test("names that are too long, without a call to AWS", async () => {
      const scope = scopeIn(account, { suffix: "s".repeat(33) });
      const { clients, commands } = recordingClients(scope);
      const report = await run(scope, { clients });
      expect(report.problems.map(({ message }) => message)).toEqual([
        expect.stringContaining("a suffix of at most 32 characters fits"),
      ]);
      expect(commands).toEqual([]);
    });

    test("a bucket of somebody else, and still does the other region", async () => {
      const scope = scopeIn(account);
      const { bucket } = stateLocation(scope, "primary");
      useMinistack(ministack, "888888888888");
      const stranger = awsClients(scope.regions).sites.primary.s3;
      await stranger.send(
        new CreateBucketCommand({
          Bucket: bucket,
          CreateBucketConfiguration: { LocationConstraint: "eu-central-1" },
        }),
      );
      useMinistack(ministack, account);
      const report = await run(scope);
      expect(report.problems).toEqual([
        {
          region: "eu-central-1",
          kind: "S3 bucket",
          name: bucket,
          setting: "existence",
          message: expect.stringContaining(`belongs to another account than ${account}`),
        },
        { message: expect.stringContaining("replication of the primary's state was not looked at") },
      ]);
      const dr = report.entries.filter(({ region }) => region === "eu-west-1");
      expect(new Set(dr.map(({ action }) => action))).toEqual(new Set(["created"]));
      expect(dr).toHaveLength(19);
      // The primary's lock table does not need the bucket.
      expect(report.entries.map(({ name }) => name)).toContain("payments-state-lock-test");
    });

    test("a bucket of the same name in another region", async () => {
      const scope = scopeIn(account);
      await awsClients(scope.regions).sites.dr.s3.send(
        new CreateBucketCommand({
          Bucket: stateLocation(scope, "primary").bucket,
          CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
        }),
      );
      const [problem] = (await run(scope)).problems;
      expect(problem).toMatchObject({
        kind: "S3 bucket",
        message: expect.stringContaining("exists in another region than eu-central-1"),
      });
    });

    test("a lock table with another key, and leaves it alone", async () => {
      const scope = scopeIn(account);
      await awsClients(scope.regions).sites.dr.dynamodb.send(
        new CreateTableCommand({
          TableName: stateLocation(scope, "dr").lockTable,
          AttributeDefinitions: [{ AttributeName: "Id", AttributeType: "N" }],
          KeySchema: [{ AttributeName: "Id", KeyType: "HASH" }],
          BillingMode: "PROVISIONED",
          ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
        }),
      );
      const { clients, commands } = recordingClients(scope);
      const report = await run(scope, { clients });
      expect(report.problems).toEqual([
        expect.objectContaining({
          region: "eu-west-1",
          kind: "DynamoDB table",
          message: expect.stringContaining(
            "the table's key is Id (HASH, N), Terraform needs LockID (HASH, S) alone",
          ),
        }),
      ]);
      expect(commands).not.toContain("UpdateTable");
      expect(changesOf(report)).toContain("S3 bucket: replication: created");
    });

    test("a key that is not for symmetric encryption", async () => {
      const scope = scopeIn(account);
      await run(scope);
      const { kms } = awsClients(scope.regions).sites.primary;
      const { KeyMetadata } = await kms.send(
        new CreateKeyCommand({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" }),
      );
      const AliasName = stateLocation(scope, "primary").keyAlias;
      await kms.send(new DeleteAliasCommand({ AliasName }));
      await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyMetadata?.KeyId }));
      const report = await run(scope);
      expect(report.problems[0]).toMatchObject({
        kind: "KMS key",
        message: expect.stringContaining("is of the type HMAC_256"),
      });
      expect(changesOf(report)).toEqual([]);
    });
  });

  describe("goes on", () => {
    test("in one region while the other does not answer", async () => {
      const scope = scopeIn(account);
      const { clients } = recordingClients(scope);
      const unreachable = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
      for (const client of Object.values(clients.sites.primary) as (typeof clients.sites.primary.s3)[]) {
        client.middlewareStack.add(
          () => () => {
            throw unreachable;
          },
          { step: "initialize", priority: "low", name: "down" },
        );
      }
      const report = await run(scope, { clients });
      expect(
        report.problems.filter(({ region }) => region === "eu-central-1").map(({ kind }) => kind),
      ).toEqual(["S3 bucket", "KMS key", undefined]);
      expect(report.problems[0]?.message).toBe("AWS does not answer (ECONNREFUSED: connect ECONNREFUSED)");
      const dr = report.entries.filter(({ region }) => region === "eu-west-1");
      expect(dr.map(({ action }) => action)).toEqual(Array(19).fill("created"));
    });

    test("with the other settings when one is not allowed", async () => {
      const scope = scopeIn(account);
      const { clients } = recordingClients(scope);
      clients.sites.primary.s3.middlewareStack.add(
        (next, { commandName }) =>
          (args) => {
            if (commandName === "PutBucketVersioningCommand")
              throw awsError("AccessDenied", "no PutBucketVersioning");
            return next(args);
          },
        { step: "initialize", name: "denied" },
      );
      const report = await run(scope, { clients });
      expect(report.problems[0]).toMatchObject({
        kind: "S3 bucket",
        setting: "versioning",
        message: "not allowed: no PutBucketVersioning",
      });
      expect(changesOf(report)).toContain("S3 bucket: lifecycle: created");
    });

    test("after a role just made is not known to S3 yet, and gives up after a minute", async () => {
      const scope = scopeIn(account);
      const failing = (failures: number) => {
        const { clients, commands } = recordingClients(scope);
        let left = failures;
        clients.sites.primary.s3.middlewareStack.add(
          (next, { commandName }) =>
            (args) => {
              if (commandName === "PutBucketReplicationCommand" && left-- > 0) {
                throw awsError("InvalidArgument", "The role can't be assumed");
              }
              return next(args);
            },
          { step: "initialize", name: "notYet" },
        );
        return { clients, commands };
      };
      const pauses: number[] = [];
      const pause = async (milliseconds: number) => pauses.push(milliseconds);
      const waiting: string[] = [];
      const onProgress = (event: { type: string }) => waiting.push(event.type);

      const never = await run(scope, { ...failing(1000), pause });
      expect(never.problems).toEqual([
        expect.objectContaining({
          setting: "replication",
          message: "InvalidArgument: The role can't be assumed",
        }),
      ]);
      expect(pauses.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBe(60_000);

      const soon = await run(scope, { ...failing(3), pause, onProgress });
      expect(changesOf(soon)).toEqual(["S3 bucket: replication: repaired"]);
      expect(waiting.filter((type) => type === "waiting")).toHaveLength(3);
    });
  });
});
