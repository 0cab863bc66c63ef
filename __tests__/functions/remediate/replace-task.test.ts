import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { Task } from "@aws-sdk/client-ecs";
import type { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { AlarmReader } from "../../../src/functions/remediate/alarm-reader";
import { remediationEvent } from "../../../src/functions/remediate/event";
import { ReplaceTask } from "../../../src/functions/remediate/replace-task";
import { stubClient } from "../other-site/stub-client";
import { VirtualClock } from "../virtual-clock";
import { ARNS, ecsBench, type EcsWorld } from "./ecs-bench";
import { readEvent, withDetail, type GivenEvent } from "./read-event";

const ALARM = "payments-ingress-unhealthy-targets-dev";
const TARGET_GROUP =
  "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/payments/943f017f100becff";
const event = readEvent("targets-alarm");

/** The states of targets, by the last part of their address. */
type Targets = Readonly<Record<number, "healthy" | "unhealthy" | "draining" | "initial">>;

const clock = new VirtualClock();

/** A task at an address, that started so many minutes ago. */
function task(address: number, minutes: number, given: Partial<Task> = {}): Task {
  return {
    taskArn: `${ARNS.clusterArn.replace(":cluster/", ":task/")}/${address}`,
    lastStatus: "RUNNING",
    desiredStatus: "RUNNING",
    startedAt: new Date(clock.now().getTime() - minutes * 60_000),
    attachments: [
      {
        details: [
          { name: "subnetId", value: "subnet-abcd1234" },
          { name: "privateIPv4Address", value: `10.0.0.${address}` },
        ],
      },
    ],
    ...given,
  };
}

interface World {
  readonly first?: Targets;
  readonly second?: Targets;
  readonly state?: string;
  readonly ecs?: Partial<EcsWorld>;
}

const ILL: Targets = { 1: "healthy", 2: "unhealthy", 3: "unhealthy" };

async function examine(
  { first = ILL, second = first, state = "ALARM", ecs }: World = {},
  given: GivenEvent = event,
) {
  const ownClock = new VirtualClock();
  const looks = [first, second];
  const balancer = stubClient<ElasticLoadBalancingV2Client>({
    DescribeTargetHealth: (call) => ({
      TargetHealthDescriptions: Object.entries(looks[call] ?? {}).map(([address, State]) => ({
        Target: { Id: `10.0.0.${address}`, Port: 8443 },
        TargetHealth: { State },
      })),
    }),
  });
  const cloudWatch = stubClient<CloudWatchClient>({
    DescribeAlarms: () => ({ MetricAlarms: [{ StateValue: state }] }),
  });
  const bench = ecsBench({ running: 4, tasks: [task(1, 60), task(2, 30), task(3, 45)], ...ecs });
  const remedy = new ReplaceTask({
    targetGroupArn: TARGET_GROUP,
    alarmName: ALARM,
    service: bench.service,
    client: balancer.client,
    alarms: new AlarmReader(cloudWatch.client),
    now: ownClock.now,
    sleep: ownClock.sleep,
  });
  const finding = await remedy.examine(remediationEvent.parse(given));
  if (finding?.kind === "act") await finding.act();
  return { finding, changes: bench.changes(), waits: ownClock.waits };
}

test("stops the one task that was there longest, after two looks a minute apart", async () => {
  const { finding, changes, waits } = await examine();
  expect(waits).toEqual([60_000]);
  expect(changes).toEqual([
    {
      name: "StopTask",
      input: {
        cluster: ARNS.clusterArn,
        task: "arn:aws:ecs:us-east-1:111122223333:task/payments-cluster-dev/3",
        reason: "Remediation: its target was unhealthy for too long",
      },
    },
  ]);
  expect(finding).toMatchObject({
    saw: "targets of payments-service-dev that stay unhealthy: 2, healthy ones: 1",
    proposal: "stop the task 3, for which ECS starts a new one",
  });
});

test("tells people where no healthy target would be left", async () => {
  const { finding, changes } = await examine({ first: { 1: "unhealthy", 2: "unhealthy", 3: "initial" } });
  expect(finding).toMatchObject({
    kind: "report",
    why: expect.stringContaining("no healthy target would be left") as string,
  });
  expect(changes).toEqual([]);
});

test("counts health at the second look: the last healthy one may have gone", async () => {
  const second: Targets = { 1: "draining", 2: "unhealthy", 3: "unhealthy" };
  const { finding, changes } = await examine({ second });
  expect(finding).toMatchObject({ kind: "report" });
  expect(changes).toEqual([]);
});

test.each<{ what: string; world: World; why: string }>([
  { what: "the alarm is over", world: { state: "OK" }, why: "is over by itself" },
  {
    what: "the targets recover",
    world: { second: { 1: "healthy", 2: "healthy", 3: "healthy" } },
    why: "no target stays unhealthy",
  },
  {
    what: "others are unhealthy than before",
    world: {
      first: { 1: "healthy", 2: "unhealthy" },
      second: { 1: "healthy", 2: "healthy", 3: "unhealthy" },
    },
    why: "no target stays unhealthy",
  },
  {
    what: "a deployment replaces them",
    world: { ecs: { deployments: [{ status: "PRIMARY", rolloutState: "IN_PROGRESS" }] } },
    why: "a deployment is on its way",
  },
  {
    what: "they have just started",
    world: { ecs: { tasks: [task(2, 5), task(3, 8)] } },
    why: "ECS replaces them, or they have just started",
  },
  {
    what: "ECS stops them already",
    world: {
      ecs: {
        tasks: [task(2, 30, { desiredStatus: "STOPPED" }), task(3, 30, { lastStatus: "DEACTIVATING" })],
      },
    },
    why: "ECS replaces them",
  },
  { what: "no task is behind them", world: { ecs: { tasks: [task(1, 60)] } }, why: "ECS replaces them" },
])("does nothing where $what", async ({ world, why }) => {
  const { finding, changes } = await examine(world);
  expect(finding).toMatchObject({ kind: "unneeded", why: expect.stringContaining(why) as string });
  expect(changes).toEqual([]);
});

test.each([
  { what: "another alarm", given: withDetail(event, { alarmName: "payments-ingress-latency-dev" }) },
  { what: "an alarm that ends", given: withDetail(event, { state: { value: "OK" } }) },
  { what: "a changed security group", given: readEvent("ingress-authorized") },
])("$what is none of its business", async ({ given }) => {
  expect((await examine({}, given)).finding).toBeUndefined();
});
