import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import { act } from "../../../src/functions/probe-site/actions";
import { readRequest } from "../../../src/functions/probe-site/request";
import { readSettings } from "../../../src/functions/probe-site/settings";
import { describeWithMinistack, useEmptyAccounts } from "../../support/ministack";
import { makeRoleTable, SYSTEM, TABLE, type RoleTable } from "../other-site/role-tables";
import { VirtualClock } from "../virtual-clock";

/** Nobody listens there. */
const DEAD = "127.0.0.1:9";

const settings = readSettings({
  SYSTEM,
  ENVIRONMENT_SUFFIX: "dev",
  SITE: "dr",
  ROLE_TABLE: TABLE,
  SERVICE_HOST: DEAD,
  PRIMARY_HOST: DEAD,
  DR_HOST: DEAD,
  VERDICT_NAME: "verdict.payments-dev.example.com",
});

describeWithMinistack("probe-site", () => {
  let table: RoleTable;

  useEmptyAccounts(() => undefined);
  beforeEach(async () => {
    table = await makeRoleTable("us-east-2");
  });

  const run = (event: object, given: typeof settings = settings) =>
    act(readRequest(event), given, {
      documents: table.client,
      cloudWatch: new CloudWatchClient({ region: "us-east-2" }),
      resolveTxt: (name) => Promise.resolve([[name === settings.VERDICT_NAME ? "unhealthy" : "healthy"]]),
      clock: new VirtualClock(),
    });

  async function published(metric: string) {
    const { Datapoints = [] } = await new CloudWatchClient({ region: "us-east-2" }).send(
      new GetMetricStatisticsCommand({
        Namespace: "Standby",
        MetricName: metric,
        Dimensions: [
          { Name: "System", Value: SYSTEM },
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

  test("publishes of a dead active site that it neither answers nor writes", async () => {
    await table.put("record", { active_site: "primary", traffic_site: "primary", epoch: 1 });
    await table.put("canary", { written: "2026-11-03T09:59:50.000Z", epoch: 1 });
    await run({ action: "probe" });
    expect(await published("ActiveSiteAnswers")).toEqual([{ Maximum: 0, SampleCount: 6 }]);
    expect(await published("ActiveSiteWrites")).toEqual([{ Maximum: 0, SampleCount: 6 }]);
  });

  test("publishes nothing where there is no role record", async () => {
    await expect(run({ action: "probe" })).rejects.toThrow("6 rounds have told nothing");
    expect(await published("ActiveSiteAnswers")).toEqual([]);
  });

  test("confirms that the other site is lost, and asks Route 53's checkers where it may", async () => {
    const checkers = "checkers of Route 53: unhealthy";
    await expect(run({ action: "confirm", suspicion: "unreachable" })).resolves.toEqual({
      lost: true,
      evidence: expect.arrayContaining([checkers]) as string[],
    });
    const { VERDICT_NAME: _, ...alone } = settings;
    await expect(run({ action: "confirm" }, alone)).resolves.toEqual({
      lost: true,
      evidence: expect.arrayContaining(["nobody else watches this site"]) as string[],
    });
  });

  test("measures a takeover that has brought callers nowhere", async () => {
    await table.put("record", { active_site: "dr", traffic_site: "dr", epoch: 2 });
    await table.put("canary", { written: "2026-11-03T09:59:50.000Z", epoch: 1 });
    await expect(run({ action: "measure" })).resolves.toMatchObject({
      answers: false,
      site: null,
      lostSeconds: null,
    });
  });
});

test.each([
  [{ action: "watch" }, "action"],
  [{ action: "confirm", suspicion: "slow" }, "suspicion"],
])("refuses %j", (event, problem) => {
  expect(() => readRequest(event)).toThrow(problem);
});

test("does not start without its settings", () => {
  expect(() => readSettings({})).toThrow(/SYSTEM[^]*ROLE_TABLE[^]*SERVICE_HOST[^]*DR_HOST/);
});
