import type { ExecutionResult } from "../../../src/failover/asl/interpret";
import { Bench } from "../aws/bench";

const FAILOVER = { mode: "failover", trigger: "operator", reason: "test" };
const SWITCHOVER = { ...FAILOVER, mode: "switchover" };
const REPROTECT = { ...FAILOVER, mode: "reprotect" };

const PRIMARY = "us-east-1";
const DR = "us-east-2";
const ARN = {
  primary: "arn:aws:rds:us-east-1:123456789012:db:shop-rds-test",
  dr: "arn:aws:rds:us-east-2:123456789012:db:shop-rds-dr-test",
};

const bench = () => new Bench({}, "replica");

const instance = (at: Bench, region: string) => at.attributes("aws_db_instance", region);

const states = (at: Bench) => at.events.map(({ state }) => state);

/** Lets the DR site take over while the primary region is lost, and brings that back. */
async function afterLoss(): Promise<Bench> {
  const at = bench();
  at.down.add(PRIMARY);
  expect(await at.run("dr", FAILOVER)).toMatchObject({ status: "SUCCEEDED" });
  at.down.clear();
  at.events.length = 0;
  return at;
}

describe("a failover while the primary region is lost", () => {
  let at: Bench;
  beforeAll(async () => {
    at = await afterLoss();
    await at.pass(1000);
  });

  test("promotes the replica, which keeps its backups and gets a standby in another zone", () => {
    expect(instance(at, DR)).toMatchObject({
      replicate_source_db: null,
      multi_az: true,
      backup_retention_period: 7,
    });
    expect(at.model.rds.writers()).toEqual([ARN.dr]);
  });

  test("leaves the old one as it was: nobody has stopped it", () => {
    expect(instance(at, PRIMARY)).toMatchObject({ replicate_source_db: null, multi_az: true });
  });

  test("calls nothing twice that was done", () => {
    expect(at.model.log.filter(({ action }) => action === "promoteReadReplica")).toHaveLength(1);
  });
});

describe("a promotion that was completed before", () => {
  test("is left alone, also while the instance is converted", async () => {
    const at = bench();
    await at.run("dr", SWITCHOVER);
    const converting = await at.call(DR, "rds", "describeDBInstances", {
      DbInstanceIdentifier: "shop-rds-dr-test",
    });
    expect(converting).toMatchObject({ DbInstances: [{ DbInstanceStatus: "modifying" }] });
    expect(await at.run("dr", SWITCHOVER)).toMatchObject({ status: "SUCCEEDED" });
    expect(at.model.log.filter(({ action }) => action === "promoteReadReplica")).toHaveLength(1);
  });
});

test("a promotion that is refused is asked for again, until the replica takes it", async () => {
  const at = bench();
  // A change of its backups keeps it busy for five minutes.
  await at.call(DR, "rds", "modifyDBInstance", {
    DbInstanceIdentifier: "shop-rds-dr-test",
    BackupRetentionPeriod: 8,
  });
  expect(await at.run("dr", FAILOVER)).toMatchObject({
    status: "FAILED",
    error: "PromotionTimedOut",
    cause: expect.stringContaining("Start the same again") as string,
  });
  expect(await at.run("dr", FAILOVER)).toMatchObject({ status: "SUCCEEDED" });
});

describe("a stale database", () => {
  let result: ExecutionResult;
  let at: Bench;
  beforeAll(async () => {
    at = await afterLoss();
    result = await at.run("primary", SWITCHOVER);
  });

  test("takes over nothing, and the record stays as it is", () => {
    expect(result).toMatchObject({
      status: "FAILED",
      error: "StaleDatabase",
      cause: expect.stringContaining("shop-rds-test follows nobody") as string,
    });
    expect(states(at)).not.toContain("claim-role: write in the DR region");
    expect(at.model.rds.writers()).toEqual([ARN.dr]);
  });

  test("takes over where somebody accepts that", async () => {
    expect(await at.run("primary", { ...SWITCHOVER, acceptStale: true })).toMatchObject({
      status: "SUCCEEDED",
      output: { epoch: 3 },
    });
  });

  test("takes over nothing while it does not exist", async () => {
    const gone = bench();
    gone.store.remove(gone.store.find("aws_db_instance", DR)[0]!);
    expect(await gone.run("dr", FAILOVER)).toMatchObject({
      error: "StaleDatabase",
      cause: expect.stringContaining("does not exist") as string,
    });
  });
});

describe("the re-protection", () => {
  test("replaces the stale instance by a replica under its identifier, as Terraform wants it", async () => {
    const at = await afterLoss();
    const before = new Map(Object.entries(instance(bench(), PRIMARY)));
    expect(await at.run("primary", REPROTECT)).toMatchObject({ status: "SUCCEEDED" });
    const { replicate_source_db, multi_az, ...others } = instance(at, PRIMARY);
    expect({ replicate_source_db, multi_az }).toEqual({ replicate_source_db: ARN.dr, multi_az: false });
    for (const [name, value] of Object.entries(others))
      expect([name, value]).toEqual([name, before.get(name)]);
    const deletion = at.model.log.find(({ action }) => action === "deleteDBInstance");
    expect(deletion?.args).toMatchObject({
      SkipFinalSnapshot: false,
      FinalDBSnapshotIdentifier: "shop-rds-test-stale-2",
    });
  });

  test("deletes nothing that follows", async () => {
    const at = bench();
    await at.run("dr", SWITCHOVER);
    await at.run("primary", REPROTECT);
    const deletions = () => at.model.log.filter(({ action }) => action === "deleteDBInstance").length;
    const before = deletions();
    expect(await at.run("primary", REPROTECT)).toMatchObject({ status: "SUCCEEDED" });
    expect(deletions()).toBe(before);
  });

  test.each([
    ["is another epoch", { epoch: { N: "7" } }],
    ["says that this site is active again", { active_site: { S: "primary" }, epoch: { N: "3" } }],
    ["says that the other site has no traffic yet", { traffic_site: { S: "primary" } }],
  ])("deletes nothing when the record %s meanwhile", async (_, change) => {
    const at = await afterLoss();
    const { tables } = at.model.dynamoDb;
    const table = "shop-role-dr-test";
    // Something keeps the deletion waiting until the record has changed.
    await at.call(PRIMARY, "rds", "modifyDBInstance", {
      DbInstanceIdentifier: "shop-rds-test",
      BackupRetentionPeriod: 8,
    });
    at.clock.at(at.clock.now + 60_000, () =>
      tables.put(DR, table, "shop", { ...tables.get(DR, table, "shop")!, ...change }),
    );
    expect(await at.run("primary", REPROTECT)).toMatchObject({
      status: "FAILED",
      error: "TakeoverNotFinished",
    });
    expect(at.model.log.some(({ action }) => action === "deleteDBInstance")).toBe(false);
    expect(at.store.find("aws_db_instance", PRIMARY)).toHaveLength(1);
  });
});

describe("a failback", () => {
  test("waits until the replica has what the old site may have written, and promotes it then", async () => {
    const at = await afterLoss();
    await at.run("primary", REPROTECT);
    at.events.length = 0;
    expect(await at.run("primary", SWITCHOVER)).toMatchObject({ status: "SUCCEEDED", output: { epoch: 3 } });
    const when = (state: string) => at.events.find((event) => event.state === state)!.at;
    const waited = when("promote-database: start") - when("catch-up-database: start waiting");
    // The model's source writes 150 s after the first look, and the metric comes once a minute.
    expect(waited).toBeGreaterThanOrEqual(150_000);
    expect(waited).toBeLessThan(300_000);
    expect(at.model.rds.writers()).toEqual([ARN.primary]);
  });

  test("promotes nothing that can't be known to be complete", async () => {
    const at = bench();
    const writes = at.model.log;
    const running = at.run("dr", SWITCHOVER);
    at.clock.at(20_000, () => at.down.add(PRIMARY));
    expect(await running).toMatchObject({ status: "FAILED", error: "ReplicaNotCaughtUp" });
    expect(writes.some(({ action }) => action === "promoteReadReplica")).toBe(false);
    // The operator takes what is there.
    expect(await at.run("dr", FAILOVER)).toMatchObject({ status: "SUCCEEDED" });
  });
});
