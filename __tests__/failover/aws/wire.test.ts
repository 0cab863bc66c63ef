import { Bench } from "./bench";
import { scopeOf } from "../machine/machines";

const DR = "us-east-2";
const MIRROR = { Name: "/standby/shop/test/active-site", Value: "dr", Type: "String", Overwrite: true };

const mirror = (bench: Bench) => bench.attributes("aws_ssm_parameter", DR)["insecure_value"];

test("what has arrived is done, also when its answer is lost", async () => {
  const bench = new Bench();
  bench.clock.at(200, () => bench.down.add(DR));
  const call = { from: DR, region: DR, service: "ssm", action: "putParameter", args: MIRROR };
  let isAnswered = false;
  void bench.model.call(call).then(() => (isAnswered = true));
  await bench.pass(60);
  expect({ isAnswered, mirror: mirror(bench) }).toEqual({ isAnswered: false, mirror: "dr" });
});

test("what does not arrive has no effect and no answer", async () => {
  const bench = new Bench();
  bench.down.add(DR);
  await expect(bench.call(DR, "ssm", "putParameter", MIRROR)).rejects.toThrow("waits for ever");
  expect(mirror(bench)).toBe("primary");
  expect(bench.model.log).toMatchObject([{ at: 0, region: DR, service: "ssm", action: "putParameter" }]);
});

test("a call that the model does not know ends everything", async () => {
  await expect(new Bench().call(DR, "ssm", "deleteParameter", {})).rejects.toThrow(
    "the model does not know ssm:deleteParameter",
  );
});

describe("the function that reaches the other site", () => {
  const invoke = (
    bench: Bench,
    Payload: { readonly action: string; readonly [key: string]: string | number },
  ) => bench.call(DR, "lambda", "invoke", { FunctionName: scopeOf("dr").otherSiteArn, Payload });

  test("stops the other site's service", async () => {
    const bench = new Bench();
    expect(await invoke(bench, { action: "fence" })).toMatchObject({
      Payload: { fenced: true, runningTasks: 0, problems: [] },
    });
    expect(bench.attributes("aws_ecs_service", "us-east-1")["desired_count"]).toBe(0);
    expect(bench.attributes("aws_appautoscaling_target", "us-east-1")["min_capacity"]).toBe(0);
  });

  test("gives a lost region up in its time", async () => {
    const bench = new Bench();
    bench.down.add("us-east-1");
    await expect(invoke(bench, { action: "fence" })).rejects.toMatchObject({ name: "OtherSiteUnreachable" });
    expect(bench.clock.now).toBeLessThan(20_000);
  });

  test("starts a re-protection once", async () => {
    const bench = new Bench();
    const payload = { action: "start-reprotection", epoch: 2, reason: "test" };
    expect(await invoke(bench, payload)).toMatchObject({ Payload: { started: true } });
    expect(await invoke(bench, payload)).toMatchObject({ Payload: { started: true } });
    expect(bench.started).toHaveLength(1);
    bench.model.sfn.end(bench.started[0]!.executionArn, "SUCCEEDED");
    expect(await invoke(bench, payload)).toMatchObject({ Payload: { started: false } });
  });

  test("fails with the name of its own error", async () => {
    await expect(invoke(new Bench(), { action: "dance" })).rejects.toMatchObject({ name: "ZodError" });
  });
});

describe("what exists at first", () => {
  test("is as both stacks are configured, with the primary site as the active one", () => {
    const bench = new Bench();
    expect(bench.attributes("aws_ecs_service", "us-east-1")["desired_count"]).toBe(4);
    expect(bench.attributes("aws_ecs_service", DR)).toMatchObject({
      desired_count: 2,
      cluster: "arn:aws:ecs:us-east-2:123456789012:cluster/shop-dr-test",
    });
    expect(bench.attributes("aws_dynamodb_table_item", DR)["table_name"]).toBe("shop-role-dr-test");
  });

  test("is another one in each copy", () => {
    const { store } = new Bench();
    const [service] = store.find("aws_ecs_service", DR);
    const copy = store.copy();
    copy.write(service!, { desired_count: 9 });
    expect(store.find("aws_ecs_service", DR)[0]?.attributes["desired_count"]).toBe(2);
    expect(copy.find("aws_ecs_service", DR)[0]?.attributes["desired_count"]).toBe(9);
    expect(() => copy.write({ ...service!, id: "other" }, {})).toThrow("has no aws_ecs_service");
  });
});
