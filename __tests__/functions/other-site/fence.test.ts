import type { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { ServiceNotFoundException, type ECSClient } from "@aws-sdk/client-ecs";
import { fence } from "../../../src/functions/other-site/fence";
import { stubClient, timeout, virtualTools, type Answers } from "./stub-client";

const names = { clusterName: "payments-cluster-dev", serviceName: "payments-service-dev" };

function site(answers: Answers) {
  const scaling = stubClient<ApplicationAutoScalingClient>({
    RegisterScalableTarget: () => ({}),
    ...answers,
  });
  const ecs = stubClient<ECSClient>({ UpdateService: () => ({}), ...answers });
  const { tools, clock } = virtualTools();
  return {
    calls: () => [...scaling.sent, ...ecs.sent],
    clock,
    run: () => fence({ autoScaling: scaling.client, ecs: ecs.client, ...names }, tools),
  };
}

const running = (...counts: number[]) => ({
  DescribeServices: (call: number) => ({ services: [{ runningCount: counts[call] ?? counts.at(-1) }] }),
});

test("stops the scaling, which would start tasks again, then the tasks, and waits until none runs", async () => {
  const { run, calls, clock } = site(running(10, 3, 0));
  await expect(run()).resolves.toEqual({ fenced: true, runningTasks: 0, problems: [] });
  const look = {
    name: "DescribeServices",
    input: { cluster: names.clusterName, services: [names.serviceName] },
  };
  expect(calls()).toEqual([
    {
      name: "RegisterScalableTarget",
      input: {
        ServiceNamespace: "ecs",
        ScalableDimension: "ecs:service:DesiredCount",
        ResourceId: "service/payments-cluster-dev/payments-service-dev",
        MinCapacity: 0,
        SuspendedState: {
          DynamicScalingInSuspended: true,
          DynamicScalingOutSuspended: true,
          ScheduledScalingSuspended: true,
        },
      },
    },
    {
      name: "UpdateService",
      input: { cluster: names.clusterName, service: names.serviceName, desiredCount: 0 },
    },
    look,
    look,
    look,
  ]);
  expect(clock.waits).toEqual([1_000, 1_000]);
});

test("says after 10 s that tasks still run", async () => {
  const { run, clock } = site(running(10));
  await expect(run()).resolves.toEqual({ fenced: false, runningTasks: 10, problems: [] });
  expect(clock.waits.reduce((sum, wait) => sum + wait)).toBe(10_000);
});

test("stops the tasks also where the scaling can't be reached, and does not call that fenced", async () => {
  const { run } = site({ ...running(0), RegisterScalableTarget: timeout });
  await expect(run()).resolves.toEqual({
    fenced: false,
    runningTasks: 0,
    problems: ["RegisterScalableTarget: TimeoutError: socket timed out"],
  });
});

test("does not know how many tasks run where nobody answers that", async () => {
  const { run } = site({ DescribeServices: timeout });
  await expect(run()).resolves.toEqual({ fenced: false, runningTasks: null, problems: [] });
});

test("gives up a region that answers nothing", async () => {
  const { run } = site({ RegisterScalableTarget: timeout, UpdateService: timeout });
  await expect(run()).rejects.toMatchObject({
    name: "OtherSiteUnreachable",
    message: expect.stringMatching(/RegisterScalableTarget.*; UpdateService/) as string,
  });
});

test("passes on what ECS refuses", async () => {
  const gone = () => new ServiceNotFoundException({ message: "Service not found.", $metadata: {} });
  await expect(site({ UpdateService: gone }).run()).rejects.toThrow("Service not found.");
});
