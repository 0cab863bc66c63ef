import { Bench } from "./bench";

const PRIMARY = "us-east-1";
const DR = "us-east-2";
const GLOBAL = "shop-database-global-test";
const MEMBERS = {
  primary: "arn:aws:rds:us-east-1:123456789012:cluster:shop-database-test",
  dr: "arn:aws:rds:us-east-2:123456789012:cluster:shop-database-dr-test",
};

const moveTo = (arn: string) => ({ GlobalClusterIdentifier: GLOBAL, TargetDbClusterIdentifier: arn });

const failOver = (bench: Bench, arn = MEMBERS.dr, region = DR) =>
  bench.call(region, "rds", "failoverGlobalCluster", { ...moveTo(arn), AllowDataLoss: true });

const switchOver = (bench: Bench, arn: string, region: string) =>
  bench.call(region, "rds", "switchoverGlobalCluster", moveTo(arn));

const describeGlobal = async (bench: Bench) => {
  const answer = await bench.call(DR, "rds", "describeGlobalClusters", { GlobalClusterIdentifier: GLOBAL });
  return (answer as { readonly GlobalClusters: readonly object[] }).GlobalClusters[0];
};

test("a failover says where to while it runs, and then who writes", async () => {
  const bench = new Bench();
  await failOver(bench);
  expect(await describeGlobal(bench)).toMatchObject({
    FailoverState: { Status: "failing-over", ToDbClusterArn: MEMBERS.dr, IsDataLossAllowed: true },
    GlobalClusterMembers: [{ DbClusterArn: MEMBERS.primary, IsWriter: true }, { IsWriter: false }],
  });
  await bench.pass(120);
  const after = await describeGlobal(bench);
  expect(after).not.toHaveProperty("FailoverState");
  expect(after).toMatchObject({
    GlobalClusterMembers: [
      { IsWriter: false, SynchronizationStatus: "pending-resync" },
      { DbClusterArn: MEMBERS.dr, IsWriter: true, SynchronizationStatus: "connected" },
    ],
  });
});

test.each<[string, (bench: Bench) => Promise<unknown>, RegExp]>([
  ["to the writer", (bench) => failOver(bench, MEMBERS.primary, PRIMARY), /writes already/],
  ["to no member", (bench) => failOver(bench, `${MEMBERS.dr}-other`), /is no member/],
  ["from another region", (bench) => failOver(bench, MEMBERS.dr, PRIMARY), /is not in us-east-1/],
  ["during another one", (bench) => failOver(bench).then(() => failOver(bench)), /is being promoted/],
  [
    "by a switchover called at the target",
    (bench) => switchOver(bench, MEMBERS.dr, DR),
    /must be called in us-east-1/,
  ],
])("a move is refused %s", async (_, move, message) => {
  await expect(move(new Bench())).rejects.toThrow(message);
});

test("a move back is refused while the old writer is rebuilt", async () => {
  const bench = new Bench();
  await failOver(bench);
  await bench.pass(121);
  await expect(switchOver(bench, MEMBERS.primary, DR)).rejects.toThrow("not synchronized");
  await bench.pass(3600);
  await expect(switchOver(bench, MEMBERS.primary, DR)).resolves.toBeDefined();
});

test("the old writer is rebuilt only when its region answers", async () => {
  const bench = new Bench();
  bench.down.add(PRIMARY);
  await failOver(bench);
  await bench.pass(10_000);
  expect(bench.happened.some(({ type }) => type === "database follows")).toBe(false);
  bench.down.clear();
  await bench.pass(3700);
  expect(bench.attributes("aws_rds_cluster", PRIMARY)["replication_source_identifier"]).toBe(MEMBERS.dr);
});

test("a switchover does not move the writer when a region is lost meanwhile", async () => {
  const bench = new Bench();
  await switchOver(bench, MEMBERS.dr, PRIMARY);
  bench.down.add(PRIMARY);
  await bench.pass(200);
  expect(bench.happened.at(-1)).toMatchObject({ type: "database stayed" });
  expect(bench.model.rds.database(GLOBAL).writer).toBe(MEMBERS.primary);
});

test("a call without AllowDataLoss is a switchover", async () => {
  const bench = new Bench();
  await expect(bench.call(DR, "rds", "failoverGlobalCluster", moveTo(MEMBERS.dr))).rejects.toThrow(
    "must be called in us-east-1",
  );
});

test("a detached member belongs to no global database any more", async () => {
  const bench = new Bench();
  const detach = (arn: string) =>
    bench.call(DR, "rds", "removeFromGlobalCluster", {
      GlobalClusterIdentifier: GLOBAL,
      DbClusterIdentifier: arn,
    });
  await expect(detach(MEMBERS.primary)).rejects.toThrow("removed last");
  await detach(MEMBERS.dr);
  expect(bench.attributes("aws_rds_cluster", DR)).toMatchObject({
    global_cluster_identifier: "",
    replication_source_identifier: null,
  });
});

test("a cluster takes no new range while the writer moves", async () => {
  const bench = new Bench();
  const modify = () =>
    bench.call(DR, "rds", "modifyDBCluster", {
      DbClusterIdentifier: "shop-database-dr-test",
      ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 16 },
    });
  await failOver(bench);
  await expect(modify()).rejects.toThrow("Rds.InvalidDbClusterStateException");
  await bench.pass(120);
  await modify();
  expect(bench.attributes("aws_rds_cluster", DR)["serverlessv2_scaling_configuration"]).toEqual([
    { min_capacity: 2, max_capacity: 16 },
  ]);
});
