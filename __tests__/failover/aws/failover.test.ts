import type { ExecutionResult } from "../../../src/failover/asl/interpret";
import { Bench } from "./bench";

const FAILOVER = { mode: "failover", trigger: "operator", reason: "test" };
const SWITCHOVER = { ...FAILOVER, mode: "switchover" };
const REPROTECT = { ...FAILOVER, mode: "reprotect" };

const PRIMARY = "us-east-1";
const DR = "us-east-2";

/** What Terraform reads back of a site, as far as it follows the role. */
function roles(bench: Bench, region: string) {
  const cluster = bench.attributes("aws_rds_cluster", region);
  return {
    tasks: bench.attributes("aws_ecs_service", region)["desired_count"],
    minimumTasks: bench.attributes("aws_appautoscaling_target", region)["min_capacity"],
    capacity: cluster["serverlessv2_scaling_configuration"],
    follows: cluster["replication_source_identifier"],
  };
}

function record(bench: Bench) {
  const { item } = bench.attributes("aws_dynamodb_table_item", DR);
  const { active_site, traffic_site, epoch } = JSON.parse(String(item)) as Record<string, object>;
  return { active_site, traffic_site, epoch };
}

const clusterArn = (region: string, name: string) => `arn:aws:rds:${region}:123456789012:cluster:${name}`;
const AS_ACTIVE = { tasks: 4, minimumTasks: 4, follows: null };
const AS_STANDBY = { tasks: 2, minimumTasks: 2 };

describe("a failover while the primary region is lost", () => {
  let bench: Bench;
  let result: ExecutionResult;
  beforeAll(async () => {
    bench = new Bench();
    bench.down.add(PRIMARY);
    result = await bench.run("dr", FAILOVER);
    bench.down.clear();
  });

  test("succeeds", () => {
    expect(result).toMatchObject({ status: "SUCCEEDED", output: { epoch: 2, measured: { answers: true } } });
  });

  test("is read back as Terraform reads it", () => {
    expect(roles(bench, DR)).toMatchObject({
      ...AS_ACTIVE,
      capacity: [{ min_capacity: 1, max_capacity: 8 }],
    });
    expect(record(bench)).toEqual({ active_site: { S: "dr" }, traffic_site: { S: "dr" }, epoch: { N: "2" } });
    expect(bench.attributes("aws_ssm_parameter", DR)).toMatchObject({ insecure_value: "dr", version: 2 });
    expect(bench.attributes("aws_rds_global_cluster", PRIMARY)["global_cluster_members"]).toEqual([
      { db_cluster_arn: clusterArn(PRIMARY, "shop-database-test"), is_writer: false },
      { db_cluster_arn: clusterArn(DR, "shop-database-dr-test"), is_writer: true },
    ]);
  });

  test("calls nothing in the lost region but by the function that may", () => {
    const there = bench.model.log.filter(({ region }) => region === PRIMARY);
    expect(there.map(({ from, action }) => `${from} ${action}`)).toEqual([
      `${DR} registerScalableTarget`,
      `${DR} updateService`,
      `${DR} startExecution`,
    ]);
    expect(bench.started).toEqual([]);
    expect(bench.model.sns.messages.at(-1)?.subject).toBe("shop: not protected");
  });

  test("is followed by the return of the old writer, and of its tasks' number", async () => {
    expect((await bench.run("primary", REPROTECT)).status).toBe("SUCCEEDED");
    expect(roles(bench, PRIMARY)).toMatchObject({
      ...AS_STANDBY,
      capacity: [{ min_capacity: 0.5, max_capacity: 8 }],
      follows: clusterArn(DR, "shop-database-dr-test"),
    });
    // It was promoted after 121 s, and rebuilt an hour after its region was back at 126 s.
    const follows = bench.happened.find(({ type }) => type === "database follows");
    expect(follows?.at).toBeGreaterThan(3_600_000);
  });

  test("is taken back by a switchover without loss, which the other site's function starts", async () => {
    expect(await bench.run("primary", SWITCHOVER)).toMatchObject({
      status: "SUCCEEDED",
      output: { epoch: 3 },
    });
    expect(bench.happened.findLast(({ type }) => type === "database moved")).toMatchObject({ loses: false });
    const { input } = bench.started[0]!;
    expect(input).toMatchObject({ mode: "reprotect", reason: "test" });
    expect((await bench.run("dr", input)).status).toBe("SUCCEEDED");
    const fresh = new Bench();
    for (const region of [PRIMARY, DR]) {
      const { capacity, ...others } = roles(fresh, region);
      expect(roles(bench, region)).toMatchObject(others);
      expect(roles(bench, region).capacity).toEqual([capacity]);
    }
    expect(record(bench)).toMatchObject({ active_site: { S: "primary" }, traffic_site: { S: "primary" } });
    expect(bench.attributes("aws_ssm_parameter", DR)["insecure_value"]).toBe("primary");
  });
});

describe("an emergency", () => {
  test("is decided in the primary region, and handed back", async () => {
    const bench = new Bench();
    expect((await bench.run("dr", SWITCHOVER)).status).toBe("SUCCEEDED");
    expect((await bench.run("primary", REPROTECT)).status).toBe("SUCCEEDED");
    bench.down.add(DR);
    expect(await bench.run("primary", FAILOVER)).toMatchObject({
      status: "SUCCEEDED",
      output: { epoch: 12 },
    });
    expect(record(bench)).toMatchObject({ active_site: { S: "dr" }, epoch: { N: "2" } });
    bench.down.clear();
    await bench.pass(5);
    expect((await bench.run("primary", REPROTECT)).status).toBe("SUCCEEDED");
    expect(record(bench)).toMatchObject({ active_site: { S: "primary" }, epoch: { N: "12" } });
    expect(bench.model.dynamoDb.tables.get(PRIMARY, "shop-role-dr-test", "shop#emergency")).toBeUndefined();
  });
});

describe("two executions", () => {
  test("don't move roles at the same time", async () => {
    const bench = new Bench();
    const holder = "arn:aws:states:us-east-2:123456789012:execution:shop-failover-dr-test:other";
    bench.model.sfn.begin(holder, {});
    bench.model.dynamoDb.tables.put(DR, "shop-role-dr-test", "shop#lock", {
      system: { S: "shop#lock" },
      holder: { S: holder },
    });
    expect(await bench.run("dr", SWITCHOVER)).toMatchObject({ status: "FAILED", error: "AlreadyRunning" });
    expect(await bench.run("primary", SWITCHOVER)).toMatchObject({
      status: "FAILED",
      error: "AlreadyRunning",
    });
    bench.model.sfn.end(holder, "ABORTED");
    expect((await bench.run("dr", SWITCHOVER)).status).toBe("SUCCEEDED");
  });
});
