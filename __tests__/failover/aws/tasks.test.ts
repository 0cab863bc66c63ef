import { Bench } from "./bench";

const DR = "us-east-2";
const SERVICE = { Cluster: "shop-dr-test", Service: "shop-service-dr-test" };

const want = (bench: Bench, count: number) =>
  bench.call(DR, "ecs", "updateService", { ...SERVICE, DesiredCount: count });

const running = async (bench: Bench) => {
  const args = { Cluster: SERVICE.Cluster, Services: [SERVICE.Service] };
  const answer = await bench.call(DR, "ecs", "describeServices", args);
  return (answer as { readonly Services: readonly object[] }).Services[0];
};

const register = (bench: Bench, range: object) =>
  bench.call(DR, "applicationautoscaling", "registerScalableTarget", {
    ServiceNamespace: "ecs",
    ScalableDimension: "ecs:service:DesiredCount",
    ResourceId: "service/shop-dr-test/shop-service-dr-test",
    ...range,
  });

test("tasks follow the desired count after they have started, and targets after their checks", async () => {
  const bench = new Bench();
  const healthy = async () => {
    const groups = await bench.call(DR, "elasticloadbalancingv2", "describeTargetGroups", {
      Names: ["shop-service-dr-test"],
    });
    const { TargetGroups } = groups as { TargetGroups: { TargetGroupArn: string }[] };
    const answer = await bench.call(DR, "elasticloadbalancingv2", "describeTargetHealth", {
      TargetGroupArn: TargetGroups[0]!.TargetGroupArn,
    });
    const { TargetHealthDescriptions } = answer as { TargetHealthDescriptions: { TargetHealth: object }[] };
    return TargetHealthDescriptions.map(({ TargetHealth }) => Object.values(TargetHealth)[0] as unknown);
  };
  await want(bench, 3);
  expect(await running(bench)).toMatchObject({ DesiredCount: 3, RunningCount: 2, PendingCount: 1 });
  await bench.pass(60);
  expect(await running(bench)).toMatchObject({ RunningCount: 3, PendingCount: 0 });
  expect(await healthy()).toEqual(["healthy", "healthy", "initial"]);
  await bench.pass(20);
  expect(await healthy()).toEqual(["healthy", "healthy", "healthy"]);
  await want(bench, 0);
  expect(await running(bench)).toMatchObject({ DesiredCount: 0, RunningCount: 0 });
});

test("a region has no more tasks than room for them", async () => {
  let capacity = 3;
  const bench = new Bench({ taskCapacity: () => capacity });
  await want(bench, 5);
  await bench.pass(600);
  expect(await running(bench)).toMatchObject({ DesiredCount: 5, RunningCount: 3 });
  capacity = 10;
  await bench.pass(120);
  expect(await running(bench)).toMatchObject({ RunningCount: 5, PendingCount: 0 });
});

test("tasks that are lost are started again", async () => {
  const bench = new Bench();
  const [service] = bench.store.find("aws_ecs_service", DR);
  bench.model.tasks.lose(service!, 1);
  expect(await running(bench)).toMatchObject({ DesiredCount: 2, RunningCount: 1 });
  await bench.pass(60);
  expect(await running(bench)).toMatchObject({ RunningCount: 2 });
});

test("a new range moves the desired count inside at once", async () => {
  const bench = new Bench();
  await register(bench, { MinCapacity: 6 });
  expect(bench.attributes("aws_ecs_service", DR)["desired_count"]).toBe(6);
  expect(bench.attributes("aws_appautoscaling_target", DR)).toMatchObject({
    min_capacity: 6,
    max_capacity: 10,
  });
  await register(bench, { MinCapacity: 0, MaxCapacity: 4 });
  expect(bench.attributes("aws_ecs_service", DR)["desired_count"]).toBe(4);
  await expect(register(bench, { MinCapacity: 5 })).rejects.toThrow("above the maximum");
});

test("scaling that is suspended is read back so", async () => {
  const bench = new Bench();
  await register(bench, { SuspendedState: { DynamicScalingInSuspended: true } });
  expect(bench.attributes("aws_appautoscaling_target", DR)["suspended_state"]).toEqual([
    {
      dynamic_scaling_in_suspended: true,
      dynamic_scaling_out_suspended: false,
      scheduled_scaling_suspended: false,
    },
  ]);
});
