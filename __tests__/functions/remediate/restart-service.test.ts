import type { Task } from "@aws-sdk/client-ecs";
import { remediationEvent } from "../../../src/functions/remediate/event";
import { RestartService } from "../../../src/functions/remediate/restart-service";
import { VirtualClock } from "../virtual-clock";
import { ARNS, ecsBench, type EcsWorld } from "./ecs-bench";
import { readEvent, withDetail, type GivenEvent } from "./read-event";

const EXITED = "Essential container in task exited";
const NO_ROOM =
  "Capacity is unavailable at this time. Please try again later or in a different availability zone";

const clock = new VirtualClock();
const exited = readEvent("task-exited");

/** A task that stopped so many minutes ago. */
function stopped(minutes: number, given: Partial<Task> = {}): Task {
  const stoppedAt = new Date(clock.now().getTime() - minutes * 60_000);
  return {
    taskArn: `arn:task/${minutes}`,
    stopCode: "EssentialContainerExited",
    stoppedReason: EXITED,
    stoppedAt,
    ...given,
  };
}

const failing: EcsWorld = { running: 1, tasks: [stopped(1), stopped(4), stopped(9)] };

async function examine(world: EcsWorld, event: GivenEvent = exited) {
  const { service, changes } = ecsBench(world);
  const remedy = new RestartService({ ...ARNS, service, now: clock.now });
  return { finding: await remedy.examine(remediationEvent.parse(event)), changes };
}

describe("tasks that fail", () => {
  test("three within ten minutes: proposes one forced deployment, and has changed nothing yet", async () => {
    const { finding, changes } = await examine(failing);
    expect(finding).toMatchObject({
      kind: "act",
      saw: `1 of 4 tasks of payments-service-dev run, and 3 tasks failed within 10 minutes, one of them: ${EXITED}`,
      proposal: "force a new deployment of payments-service-dev",
    });
    expect(changes()).toEqual([]);
    if (finding?.kind === "act") await finding.act();
    expect(changes()).toEqual([
      {
        name: "UpdateService",
        // Nothing that scales it down or changes what Terraform declares.
        input: { cluster: ARNS.clusterArn, service: "payments-service-dev", forceNewDeployment: true },
      },
    ]);
  });

  test("acts once an hour", () => {
    const { service } = ecsBench(failing);
    const remedy = new RestartService({ ...ARNS, service, now: clock.now });
    expect(remedy.limit).toEqual({ times: 1, withinMinutes: 60 });
  });

  test.each([
    { what: "two failures", tasks: [stopped(1), stopped(4)] },
    { what: "a third that is older", tasks: [stopped(1), stopped(4), stopped(11)] },
    {
      what: "one that a person stopped",
      tasks: [stopped(1), stopped(4), stopped(5, { stopCode: "UserInitiated" })],
    },
    {
      what: "one that scaling stopped",
      tasks: [stopped(1), stopped(4), stopped(5, { stopCode: "ServiceSchedulerInitiated" })],
    },
    {
      what: "one that Spot took",
      tasks: [stopped(1), stopped(4), stopped(5, { stopCode: "SpotInterruption" })],
    },
  ])("needs more than $what", async ({ tasks }) => {
    expect((await examine({ running: 1, tasks })).finding).toMatchObject({
      kind: "unneeded",
      why: expect.stringContaining("2 tasks failed") as string,
    });
  });

  test("leaves a service alone that has all its tasks again: the event is old", async () => {
    const { finding } = await examine({ ...failing, running: 4 });
    expect(finding).toEqual({ kind: "unneeded", why: "4 of 4 tasks run" });
  });

  test.each([
    {
      what: "two of them",
      deployments: [{ status: "PRIMARY", rolloutState: "COMPLETED" }, { status: "ACTIVE" }] as const,
    },
    { what: "one in progress", deployments: [{ status: "PRIMARY", rolloutState: "IN_PROGRESS" }] as const },
  ])("leaves a deployment to its circuit breaker: $what", async ({ deployments }) => {
    const { finding } = await examine({ ...failing, deployments });
    expect(finding).toEqual({ kind: "unneeded", why: "a deployment is on its way" });
  });

  test("does not start a release again that has failed", async () => {
    const deployments = [{ status: "PRIMARY", rolloutState: "FAILED" }] as const;
    expect((await examine({ ...failing, deployments })).finding).toMatchObject({
      kind: "report",
      why: "the last deployment failed: release one that runs",
    });
  });
});

describe("no room for tasks", () => {
  const withoutCapacity = [1, 4, 9].map((minutes) =>
    stopped(minutes, { stopCode: "TaskFailedToStart", stoppedReason: NO_ROOM }),
  );

  test.each([
    { what: "tasks that could not start", event: readEvent("task-without-capacity"), tasks: withoutCapacity },
    { what: "ECS that places none", event: readEvent("placement-failure"), tasks: [] },
  ])("is told, and not acted on: $what", async ({ event, tasks }) => {
    const { finding } = await examine({ running: 1, tasks }, event);
    expect(finding).toMatchObject({
      kind: "report",
      subject: "capacity",
      why: "no restart makes room: wait, or take more on-demand tasks or other zones",
    });
  });

  test("is over when all tasks run", async () => {
    const { finding } = await examine({ running: 4, tasks: [] }, readEvent("placement-failure"));
    expect(finding).toEqual({ kind: "unneeded", why: "4 of 4 tasks run" });
  });
});

describe("what is none of its business", () => {
  const placement = readEvent("placement-failure");

  test.each([
    { what: "another cluster", event: withDetail(exited, { clusterArn: `${ARNS.clusterArn}2` }) },
    { what: "another service", event: withDetail(exited, { group: "service:streamflix-service-dev" }) },
    { what: "a task that runs", event: withDetail(exited, { lastStatus: "RUNNING" }) },
    { what: "a stop on purpose", event: withDetail(exited, { stopCode: "UserInitiated" }) },
    { what: "room for another service", event: { ...placement, resources: [`${ARNS.serviceArn}2`] } },
    { what: "a service in order", event: withDetail(placement, { eventName: "SERVICE_STEADY_STATE" }) },
    { what: "an alarm", event: readEvent("capacity-alarm") },
  ])("$what", async ({ event }) => {
    expect((await examine(failing, event)).finding).toBeUndefined();
  });
});
