import { CloudWatchClient, GetMetricStatisticsCommand, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";
import type * as Handler from "../../../src/functions/publish-traffic/handler";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";

const TABLE = "payments-role-dr-dev";
const RECORD = { system: "payments", active_site: "primary", traffic_site: "primary", epoch: 1 };
const EMERGENCY = { ...RECORD, system: "payments#emergency", epoch: 12, reason: "us-east-2 is lost" };
const DAY_MILLISECONDS = 86_400_000;
const DRILL = {
  system: "payments#drill",
  finished_at: new Date(Date.now() - 3 * DAY_MILLISECONDS).toISOString(),
  recovery_seconds: 300,
  lost_seconds: 1,
  succeeded: true,
  mode: "failover",
};
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

async function writeItem(record: Readonly<Record<string, unknown>>): Promise<void> {
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

/** The names of all metrics that were published. */
async function publishedNames() {
  const { Metrics = [] } = await new CloudWatchClient().send(
    new ListMetricsCommand({ Namespace: "Standby" }),
  );
  return Metrics.map(({ MetricName }) => MetricName).sort();
}

describeWithMinistack("publish-traffic", () => {
  useEmptyAccounts(() => {
    Object.assign(process.env, {
      AWS_REGION: "us-east-2",
      POWERTOOLS_LOG_LEVEL: "SILENT",
      ROLE_TABLE: TABLE,
      SYSTEM: "payments",
      SITE: "dr",
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
    await writeItem({ ...RECORD, ...record });
    await runHandler();
    expect(await published("TrafficAtDr")).toEqual([{ Maximum: traffic, SampleCount: 1 }]);
    expect(await published("ActiveAtDr")).toEqual([{ Maximum: active, SampleCount: 1 }]);
    expect(await published("SiteActive")).toEqual([{ Maximum: active, SampleCount: 1 }]);
    expect(await published("RoleEpoch")).toEqual([{ Maximum: record.epoch, SampleCount: 1 }]);
  });

  test.each([
    { what: "there is no table", prepare: async () => undefined, error: "Requested resource not found" },
    { what: "there is no record", prepare: createTable, error: "no role record of payments" },
    {
      what: "the record names a site that does not exist",
      prepare: async () => {
        await createTable();
        await writeItem({ ...RECORD, traffic_site: "moon" });
      },
      error: "traffic_site",
    },
    {
      what: "the record is of another system",
      prepare: async () => {
        await createTable();
        await writeItem({ ...RECORD, system: "streamflix", traffic_site: "dr" });
      },
      error: "no role record of payments",
    },
  ])("publishes nothing where $what, so traffic stays", async ({ prepare, error }) => {
    await prepare();
    await expect(runHandler()).rejects.toThrow(error);
    expect(await publishedNames()).toEqual([]);
  });

  test("follows the emergency when it has come to the DR region, and the record says otherwise", async () => {
    await createTable();
    await writeItem({ ...RECORD, traffic_site: "dr", active_site: "dr", epoch: 2 });
    await writeItem(EMERGENCY);
    await runHandler();
    expect(await published("TrafficAtDr")).toEqual([{ Maximum: 0, SampleCount: 1 }]);
    expect(await published("ActiveAtDr")).toEqual([{ Maximum: 0, SampleCount: 1 }]);
    expect(await published("RoleEpoch")).toEqual([{ Maximum: 12, SampleCount: 1 }]);
  });

  test("publishes the age of the last drill in days", async () => {
    await createTable();
    await writeItem(RECORD);
    await writeItem(DRILL);
    await runHandler();
    const [days] = await published("DaysSinceDrill");
    expect(days?.Maximum).toBeCloseTo(3, 2);
  });

  test.each([
    { what: "before the first drill", drill: undefined },
    { what: "where the note on the drill makes no sense", drill: { ...DRILL, finished_at: "yesterday" } },
  ])("publishes the traffic alone $what", async ({ drill }) => {
    await createTable();
    await writeItem(RECORD);
    if (drill) await writeItem(drill);
    await runHandler();
    expect(await publishedNames()).toEqual(["ActiveAtDr", "RoleEpoch", "SiteActive", "TrafficAtDr"]);
  });

  describe("in the primary region", () => {
    beforeEach(() => Object.assign(process.env, { AWS_REGION: "us-east-1", SITE: "primary" }));

    test.each([
      { what: "no emergency", emergency: undefined, value: 0 },
      { what: "an emergency that is open for traffic", emergency: EMERGENCY, value: 1 },
      {
        what: "an emergency that is not yet verified",
        emergency: { ...EMERGENCY, traffic_site: "dr" },
        value: 0,
      },
      { what: "an emergency that the record has overtaken", emergency: { ...EMERGENCY, epoch: 1 }, value: 0 },
    ])("publishes $value for $what, and whether the site is active", async ({ emergency, value }) => {
      await createTable();
      await writeItem({ ...RECORD, traffic_site: "dr", active_site: "dr", epoch: 2 });
      await writeItem(DRILL);
      if (emergency) await writeItem(emergency);
      await runHandler();
      expect(await published("EmergencyAtPrimary")).toEqual([{ Maximum: value, SampleCount: 1 }]);
      expect(await publishedNames()).toEqual(["EmergencyAtPrimary", "SiteActive"]);
    });
  });

  test("does not start without its settings", async () => {
    delete process.env.ROLE_TABLE;
    await expect(runHandler()).rejects.toThrow("ROLE_TABLE");
  });
});
