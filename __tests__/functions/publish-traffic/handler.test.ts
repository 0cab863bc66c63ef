import { CloudWatchClient, GetMetricStatisticsCommand, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";
import type * as Handler from "../../../src/functions/publish-traffic/handler";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";

const TABLE = "payments-role-dr-dev";
const RECORD = { system: "payments", active_site: "primary", traffic_site: "primary", epoch: 1 };
const context = { functionName: "publish", awsRequestId: "1" } as Context;

/** The handler as Lambda loads it: its clients and settings come from the environment of that moment. */
async function runHandler(): Promise<void> {
  const loaded: (typeof Handler)[] = [];
  jest.isolateModules(() => {
    loaded.push(jest.requireActual<typeof Handler>("../../../src/functions/publish-traffic/handler"));
  });
  for (const { handler } of loaded) await handler({}, context);
}

async function createTable(): Promise<void> {
  await new DynamoDBClient().send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "system", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "system", AttributeType: "S" }],
    }),
  );
}

async function writeRecord(record: Readonly<Record<string, unknown>>): Promise<void> {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
  await documents.send(new PutCommand({ TableName: TABLE, Item: record }));
}

/** The values published in the last minutes. */
async function published(metric: string) {
  const { Datapoints = [] } = await new CloudWatchClient().send(
    new GetMetricStatisticsCommand({
      Namespace: "Standby",
      MetricName: metric,
      Dimensions: [
        { Name: "System", Value: "payments" },
        { Name: "Environment", Value: "dev" },
      ],
      StartTime: new Date(Date.now() - 600_000),
      EndTime: new Date(Date.now() + 60_000),
      Period: 3600,
      Statistics: ["Maximum", "SampleCount"],
    }),
  );
  return Datapoints.map(({ Maximum, SampleCount }) => ({ Maximum, SampleCount }));
}

describeWithMinistack("publish-traffic", () => {
  useEmptyAccounts(() => {
    Object.assign(process.env, {
      AWS_REGION: "us-east-2",
      POWERTOOLS_LOG_LEVEL: "SILENT",
      ROLE_TABLE: TABLE,
      SYSTEM: "payments",
      ENVIRONMENT_SUFFIX: "dev",
    });
  });

  test.each([
    { traffic_site: "primary", active_site: "primary", epoch: 1, traffic: 0, active: 0 },
    // The failover has promoted, and has not yet verified.
    { traffic_site: "primary", active_site: "dr", epoch: 2, traffic: 0, active: 1 },
    { traffic_site: "dr", active_site: "dr", epoch: 2, traffic: 1, active: 1 },
  ])("traffic at $traffic_site, active $active_site", async ({ traffic, active, ...record }) => {
    await createTable();
    await writeRecord({ ...RECORD, ...record });
    await runHandler();
    expect(await published("TrafficAtDr")).toEqual([{ Maximum: traffic, SampleCount: 1 }]);
    expect(await published("ActiveAtDr")).toEqual([{ Maximum: active, SampleCount: 1 }]);
    expect(await published("RoleEpoch")).toEqual([{ Maximum: record.epoch, SampleCount: 1 }]);
  });

  test.each([
    { what: "there is no table", prepare: async () => undefined, error: "Requested resource not found" },
    { what: "there is no record", prepare: createTable, error: "holds no role record of payments" },
    {
      what: "the record names a site that does not exist",
      prepare: async () => {
        await createTable();
        await writeRecord({ ...RECORD, traffic_site: "moon" });
      },
      error: "traffic_site",
    },
    {
      what: "the record is of another system",
      prepare: async () => {
        await createTable();
        await writeRecord({ ...RECORD, system: "streamflix", traffic_site: "dr" });
      },
      error: "holds no role record of payments",
    },
  ])("publishes nothing where $what, so traffic stays", async ({ prepare, error }) => {
    await prepare();
    await expect(runHandler()).rejects.toThrow(error);
    const { Metrics } = await new CloudWatchClient().send(new ListMetricsCommand({ Namespace: "Standby" }));
    expect(Metrics ?? []).toEqual([]);
  });

  test("does not start without its settings", async () => {
    delete process.env.ROLE_TABLE;
    await expect(runHandler()).rejects.toThrow("ROLE_TABLE");
  });
});
