import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { RDSClient } from "@aws-sdk/client-rds";
import { AlarmReader } from "../../../src/functions/remediate/alarm-reader";
import { remediationEvent } from "../../../src/functions/remediate/event";
import { RaiseCapacity } from "../../../src/functions/remediate/raise-capacity";
import { stubClient } from "../other-site/stub-client";
import { readEvent, withDetail, type GivenEvent } from "./read-event";

const ALARM = "payments-database-capacity-dev";
const CLUSTER = "payments-database-dev";
const event = readEvent("capacity-alarm");

interface World {
  readonly maximum?: number;
  readonly ceilingUnits?: number;
  readonly state?: string;
  readonly status?: string;
}

async function examine(world: World = {}, given: GivenEvent = event) {
  const { maximum = 16, ceilingUnits = 24, state = "ALARM", status = "available" } = world;
  const cloudWatch = stubClient<CloudWatchClient>({
    DescribeAlarms: () => ({ MetricAlarms: [{ AlarmName: ALARM, StateValue: state }] }),
  });
  const rds = stubClient<RDSClient>({
    DescribeDBClusters: () => ({
      DBClusters: [
        { Status: status, ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: maximum } },
      ],
    }),
    ModifyDBCluster: () => ({}),
  });
  const remedy = new RaiseCapacity({
    clusterIdentifier: CLUSTER,
    alarmNames: [ALARM],
    stepUnits: 4,
    ceilingUnits,
    client: rds.client,
    alarms: new AlarmReader(cloudWatch.client),
  });
  const finding = await remedy.examine(remediationEvent.parse(given));
  if (finding?.kind === "act") await finding.act();
  return {
    finding,
    changes: rds.sent.filter(({ name }) => name.startsWith("Modify")),
    asked: cloudWatch.sent,
  };
}

const modified = (MaxCapacity: number) => [
  {
    name: "ModifyDBCluster",
    input: {
      DBClusterIdentifier: CLUSTER,
      // The minimum is what a failover may have made of it.
      ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity },
      ApplyImmediately: true,
    },
  },
];

test("raises the maximum by a step, and says that Terraform will take it back", async () => {
  const { finding, changes, asked } = await examine();
  expect(changes).toEqual(modified(20));
  expect(finding).toMatchObject({
    saw: `${ALARM} is on, and ${CLUSTER} grows up to 16 ACU`,
    proposal: expect.stringMatching(
      /to 20 ACU\. Until database\.capacity says the same, each plan shows the difference/,
    ) as string,
  });
  expect(asked).toMatchObject([{ input: { AlarmNames: [ALARM] } }]);
});

test("stops at the ceiling, with less than a step if need be", async () => {
  expect((await examine({ maximum: 22 })).changes).toEqual(modified(24));
});

test.each([
  { what: "the ceiling is reached", world: { maximum: 24 }, why: "the ceiling is 24 ACU" },
  // Somebody has raised it by hand: it is never lowered.
  { what: "the maximum is above the ceiling", world: { maximum: 64 }, why: "the ceiling is 24 ACU" },
  { what: "nothing was allowed", world: { ceilingUnits: 16 }, why: "the ceiling is 16 ACU" },
  { what: "the cluster is busy", world: { status: "modifying" }, why: "the cluster is modifying" },
])("tells people, and changes nothing, where $what", async ({ world, why }) => {
  const { finding, changes } = await examine(world);
  expect(finding).toMatchObject({ kind: "report", why: expect.stringContaining(why) as string });
  expect(changes).toEqual([]);
});

test.each(["OK", "INSUFFICIENT_DATA"])("does nothing when the alarm says %s by now", async (state) => {
  const { finding, changes } = await examine({ state });
  expect(finding).toEqual({ kind: "unneeded", why: `${ALARM} is over by itself` });
  expect(changes).toEqual([]);
});

test.each([
  { what: "another alarm", given: withDetail(event, { alarmName: "payments-database-lag-critical-dev" }) },
  { what: "an alarm that ends", given: withDetail(event, { state: { value: "OK" } }) },
  { what: "a failed task", given: readEvent("task-exited") },
])("$what is none of its business", async ({ given }) => {
  const { finding, asked } = await examine({}, given);
  expect(finding).toBeUndefined();
  expect(asked).toEqual([]);
});
