import type { Site } from "../../../src/config/site";
import { VirtualClock } from "../../../src/failover/asl/clock";
import { interpret } from "../../../src/failover/asl/interpret";
import type { StateMachine } from "../../../src/failover/asl/model";
import { MemoryStore } from "../../../src/failover/aws/memory-store";
import { AwsModel } from "../../../src/failover/aws/model";
import { DURATIONS } from "../../../src/failover/durations";
import { NEXT, redirect } from "../../../src/failover/machine/fragment";
import { globalDatastore } from "../../../src/failover/participants/elasticache-global-datastore";
import { checkAgainstSdk, type SdkCall } from "../../support/sdk-types";
import { scopeOf } from "../machine/machines";

const GROUPS = { primary: "shop-cache-test", dr: "shop-cache-dr-test" };
const REGIONS = { primary: "us-east-1", dr: "us-east-2" };
const DATASTORE = "aws_elasticache_global_replication_group";

const participant = globalDatastore({
  idSuffix: "shop-cache-global-test",
  replicationGroupIds: GROUPS,
});

function promotionIn(site: Site) {
  const [step] = participant.takeOver?.(scopeOf(site)) ?? [];
  if (!step) throw new Error("nothing is promoted");
  return step;
}

/** The step alone, as a machine that ends after it. */
function machineOf(site: Site): StateMachine {
  const { StartAt, States } = promotionIn(site).states;
  return {
    QueryLanguage: "JSONata",
    TimeoutSeconds: 3600,
    StartAt,
    States: { ...redirect(States, NEXT, "end"), end: { Type: "Succeed" } },
  };
}

function group(site: Site, joined = true) {
  return {
    type: "aws_elasticache_replication_group",
    region: REGIONS[site],
    id: GROUPS[site],
    attributes: {
      replication_group_id: GROUPS[site],
      ...(site === "dr" && joined && { global_replication_group_id: "${data.aws_ssm_parameter.datastore}" }),
    },
  };
}

function bench({ joined = true } = {}) {
  const id = "xxxxx-shop-cache-global-test";
  const store = new MemoryStore([
    group("primary"),
    group("dr", joined),
    {
      type: DATASTORE,
      region: REGIONS.primary,
      id,
      attributes: { global_replication_group_id: id, primary_replication_group_id: GROUPS.primary },
    },
  ]);
  const clock = new VirtualClock();
  const down = new Set<string>();
  const model = new AwsModel({
    clock,
    store,
    regions: REGIONS,
    duration: (name) => DURATIONS[name].expectedSeconds,
    isReachable: (region, from) => !down.has(region) && !down.has(from),
  });
  return {
    down,
    store,
    primary: () => store.find(DATASTORE)[0]?.attributes["primary_replication_group_id"],
    calls: () => model.log.map(({ action }) => action).filter((action) => action.startsWith("failover")),
    call: (action: string, args: Readonly<Record<string, string>>) =>
      clock.settle(
        model.call({ from: REGIONS.dr, region: REGIONS.dr, service: "elasticache", action, args }),
      ),
    run: async (site: Site) => {
      const before = clock.now;
      const result = await clock.settle(
        interpret(machineOf(site), {
          input: {},
          clock,
          random: () => 0.5,
          task: model.worldOf(site),
          context: { Id: "execution", Name: "execution" },
        }),
      );
      return { status: result.status, seconds: (clock.now - before) / 1000 };
    },
  };
}

describe("a global datastore in a failover", () => {
  test("takes writes in the site that takes over", async () => {
    const world = bench();
    const { status, seconds } = await world.run("dr");
    expect(status).toBe("SUCCEEDED");
    expect(world.primary()).toBe(GROUPS.dr);
    expect(seconds).toBeGreaterThan(60);
    expect(seconds).toBeLessThan(75);
  });

  test("is left alone where it takes writes already", async () => {
    const world = bench();
    await world.run("primary");
    expect(world.calls()).toEqual([]);
    expect(world.primary()).toBe(GROUPS.primary);
  });

  test("comes back with the failback", async () => {
    const world = bench();
    await world.run("dr");
    await world.run("primary");
    expect(world.primary()).toBe(GROUPS.primary);
  });

  test("that somebody else moves already is waited for", async () => {
    const world = bench();
    await world.call("failoverGlobalReplicationGroup", {
      GlobalReplicationGroupId: "xxxxx-shop-cache-global-test",
      PrimaryRegion: REGIONS.dr,
      PrimaryReplicationGroupId: GROUPS.dr,
    });
    expect(await world.run("dr")).toMatchObject({ status: "SUCCEEDED" });
    expect(world.primary()).toBe(GROUPS.dr);
  });

  test("is given up after five minutes where AWS refuses, and the failover goes on", async () => {
    const world = bench();
    world.down.add(REGIONS.primary);
    const { status, seconds } = await world.run("dr");
    expect(status).toBe("SUCCEEDED");
    expect(world.primary()).toBe(GROUPS.primary);
    expect(seconds).toBeGreaterThanOrEqual(300);
    expect(seconds).toBeLessThan(320);
  });

  test("that the member is not in is looked for, never moved", async () => {
    const world = bench({ joined: false });
    await world.run("dr");
    expect(world.calls()).toEqual([]);
  });
});

describe("the model refuses to move a global datastore", () => {
  const target = {
    GlobalReplicationGroupId: "xxxxx-shop-cache-global-test",
    PrimaryRegion: REGIONS.dr,
    PrimaryReplicationGroupId: GROUPS.dr,
  };

  test.each<[string, Partial<typeof target>, string]>([
    ["that does not exist", { GlobalReplicationGroupId: "other" }, "GlobalReplicationGroupNotFoundException"],
    ["to no member", { PrimaryReplicationGroupId: "other" }, "is no member of"],
    ["to a member of another region", { PrimaryRegion: REGIONS.primary }, "is no member of"],
    [
      "to where it is",
      { PrimaryRegion: REGIONS.primary, PrimaryReplicationGroupId: GROUPS.primary },
      "takes no change now",
    ],
  ])("%s", async (_what, change, message) => {
    await expect(bench().call("failoverGlobalReplicationGroup", { ...target, ...change })).rejects.toThrow(
      message,
    );
  });

  test("while it moves", async () => {
    const world = bench();
    await world.call("failoverGlobalReplicationGroup", target);
    await expect(world.call("failoverGlobalReplicationGroup", target)).rejects.toThrow("takes no change now");
  });
});

describe("the step", () => {
  const { step, states, statements } = promotionIn("dr");

  test("may fail, within five minutes, and says what then", () => {
    expect(step).toMatchObject({ mayFail: true, timeoutSeconds: 300, phase: "take over" });
    expect(step.compensation).toContain("docs/runbooks/cache-replication-lag.md");
  });

  test("makes calls that the AWS SDK knows, and reads what is in their answers", () => {
    const calls = Object.entries(states.States).flatMap(([state, task]): SdkCall[] => {
      if (task.Type !== "Task") return [];
      const [service = "", action = ""] = task.Resource.split(":").slice(-2);
      const expressions = Object.values(task.Assign ?? {}).filter((value) => typeof value === "string");
      return [{ state, service, action, args: task.Arguments ?? {}, expressions }];
    });
    expect(calls.map(({ action }) => action)).toEqual([
      "describeGlobalReplicationGroups",
      "failoverGlobalReplicationGroup",
    ]);
    expect(checkAgainstSdk(calls)).toEqual([]);
  });

  test("may move this global datastore between these two groups, and nothing else", () => {
    expect(statements.find(({ sid }) => sid === "PromoteCache")?.resources).toEqual([
      "arn:aws:elasticache::123456789012:globalreplicationgroup:?????-shop-cache-global-test",
      "arn:aws:elasticache:us-east-2:123456789012:replicationgroup:shop-cache-dr-test",
      "arn:aws:elasticache:us-east-1:123456789012:replicationgroup:shop-cache-test",
    ]);
  });

  test("has no bound for what it loses, but an alarm", () => {
    expect(participant.recoveryPoints).toMatchObject([
      { datastore: "cache", bound: { none: true, alarm: "cache-lag-warning" } },
    ]);
  });
});
