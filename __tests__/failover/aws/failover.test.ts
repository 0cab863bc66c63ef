import { Bench } from "./bench";

const FAILOVER = { mode: "failover", trigger: "operator", reason: "test" };
const SWITCHOVER = { ...FAILOVER, mode: "switchover" };
const REPROTECT = { ...FAILOVER, mode: "reprotect" };

describe("a failover while the primary region is lost", () => {
  test("moves everything to the DR site", async () => {
    const bench = new Bench();
    bench.down.add("us-east-1");
    const result = await bench.run("dr", FAILOVER);
    console.log(
      result,
      bench.clock.now,
      bench.events
        .filter((e) => e.type === "entered")
        .map((e) => `${e.at} ${e.state}`)
        .join("\n"),
    );
    expect(result.status).toBe("SUCCEEDED");
    bench.down.clear();
    console.log(await bench.run("primary", REPROTECT), bench.started);
    console.log(await bench.run("primary", SWITCHOVER), bench.started);
    console.log(
      await bench.run("dr", REPROTECT),
      bench.happened,
      bench.store.find("aws_rds_cluster"),
      bench.store.find("aws_ecs_service"),
    );
  });
});
