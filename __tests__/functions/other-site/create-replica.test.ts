import {
  CreateDBInstanceReadReplicaCommand,
  DBInstanceAlreadyExistsFault,
  InvalidDBInstanceStateFault,
  RDSClient,
} from "@aws-sdk/client-rds";
import { act } from "../../../src/functions/other-site/actions";
import type { Clients } from "../../../src/functions/other-site/clients";
import { createReplica } from "../../../src/functions/other-site/create-replica";
import type { Settings } from "../../../src/functions/other-site/settings";
import { blueprintOf } from "../../failover/aws/replica-instance";
import { stubClient, virtualTools, type Answers } from "./stub-client";

const blueprint = blueprintOf("primary");
const { tools } = virtualTools();

function rds(CreateDBInstanceReadReplica: Answers[string]) {
  return stubClient<RDSClient>({ CreateDBInstanceReadReplica });
}

const message = "no";
const METADATA = { $metadata: {}, message };

test("makes a replica as Terraform would have it", async () => {
  const { client, sent } = rds(() => ({}));
  await expect(createReplica({ rds: client, blueprint }, tools)).resolves.toEqual({ state: "started" });
  expect(sent).toEqual([
    {
      name: "CreateDBInstanceReadReplica",
      input: {
        DBInstanceIdentifier: "shop-rds-test",
        SourceDBInstanceIdentifier: "arn:aws:rds:us-east-2:123456789012:db:shop-rds-dr-test",
        DBInstanceClass: "db.t3.medium",
        MultiAZ: false,
        KmsKeyId: blueprint.kmsKeyArn,
        DBSubnetGroupName: "shop-rds-test-subnets",
        VpcSecurityGroupIds: ["sg-0123456789abcdef0"],
        DBParameterGroupName: "shop-rds-test-parameters",
        Port: 5432,
        StorageType: "gp3",
        MaxAllocatedStorage: 500,
        EnableIAMDatabaseAuthentication: false,
        AutoMinorVersionUpgrade: false,
        PubliclyAccessible: false,
        CopyTagsToSnapshot: true,
        DeletionProtection: true,
        CACertificateIdentifier: "rds-ca-rsa2048-g1",
        MonitoringInterval: 60,
        MonitoringRoleArn: "arn:aws:iam::123456789012:role/shop-monitoring",
        EnablePerformanceInsights: true,
        PerformanceInsightsKMSKeyId: blueprint.kmsKeyArn,
        PerformanceInsightsRetentionPeriod: 7,
        EnableCloudwatchLogsExports: ["postgresql", "upgrade"],
        Tags: [{ Key: "Environment", Value: "test" }],
      },
    },
  ]);
});

test("passes no role where nothing is monitored", async () => {
  const { client, sent } = rds(() => ({}));
  await createReplica({ rds: client, blueprint: { ...blueprint, monitoringIntervalSeconds: 0 } }, tools);
  expect(sent[0]?.input).not.toHaveProperty("MonitoringRoleArn");
});

test("takes what exists for made", async () => {
  const { client } = rds(() => new DBInstanceAlreadyExistsFault(METADATA));
  await expect(createReplica({ rds: client, blueprint }, tools)).resolves.toEqual({ state: "exists" });
});

test("passes on what RDS refuses, such as a source that is changed now", async () => {
  const { client } = rds(() => new InvalidDBInstanceStateFault({ ...METADATA, message: "not available" }));
  await expect(createReplica({ rds: client, blueprint }, tools)).rejects.toThrow("not available");
});

test("has the call signed for the source's region by the SDK", async () => {
  const bodies: string[] = [];
  const client = new RDSClient({
    region: "us-east-1",
    credentials: { accessKeyId: "id", secretAccessKey: "key" },
    maxAttempts: 1,
    requestHandler: {
      handle: ({ body }: { readonly body: string }) => {
        bodies.push(body);
        return Promise.reject(new Error("nobody answers"));
      },
    },
  });
  await expect(
    client.send(
      new CreateDBInstanceReadReplicaCommand({
        DBInstanceIdentifier: blueprint.identifier,
        SourceDBInstanceIdentifier: blueprint.sourceArn,
      }),
    ),
  ).rejects.toThrow("nobody answers");
  expect(decodeURIComponent(bodies.join())).toContain("PreSignedUrl=https://rds.us-east-2.amazonaws.com");
});

test.each([
  [{ action: "switch-over" }, "no global database"],
  [{ action: "create-replica" }, "no database that is replaced"],
] as const)("a system without one refuses %j", async (request, said) => {
  await expect(act(request, {} as Clients, {} as Settings, tools)).rejects.toThrow(said);
});
