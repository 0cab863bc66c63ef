import { Bench } from "./bench";

const PRIMARY = "us-east-1";
const DR = "us-east-2";
const IDENTIFIERS = { [PRIMARY]: "shop-rds-test", [DR]: "shop-rds-dr-test" };
const SOURCE = "arn:aws:rds:us-east-1:123456789012:db:shop-rds-test";
const REPLICA = "arn:aws:rds:us-east-2:123456789012:db:shop-rds-dr-test";

const bench = () => new Bench({}, "replica");

const ask = (at: Bench, region: keyof typeof IDENTIFIERS, action: string, args: object = {}) =>
  at.call(region, "rds", action, { DbInstanceIdentifier: IDENTIFIERS[region]!, ...args });

const describeIn = async (at: Bench, region: keyof typeof IDENTIFIERS) => {
  const answer = await ask(at, region, "describeDBInstances");
  return (answer as { readonly DbInstances: readonly object[] }).DbInstances[0];
};

const unprotect = (at: Bench, region: keyof typeof IDENTIFIERS) =>
  ask(at, region, "modifyDBInstance", { DeletionProtection: false });

test("a replica says whom it follows until its promotion is done", async () => {
  const at = bench();
  const replicating = {
    StatusInfos: [{ Status: "replicating" }],
    ReadReplicaSourceDBInstanceIdentifier: SOURCE,
  };
  expect(await describeIn(at, DR)).toMatchObject({ DbInstanceStatus: "available", ...replicating });
  await ask(at, DR, "promoteReadReplica", { BackupRetentionPeriod: 9 });
  await at.pass(200);
  expect(await describeIn(at, DR)).toMatchObject({ DbInstanceStatus: "modifying", ...replicating });
  await at.pass(60);
  const promoted = await describeIn(at, DR);
  expect(promoted).toMatchObject({
    DbInstanceStatus: "available",
    StatusInfos: [],
    BackupRetentionPeriod: 9,
  });
  expect(promoted).not.toHaveProperty("ReadReplicaSourceDBInstanceIdentifier");
  expect(at.attributes("aws_db_instance", DR)).toMatchObject({
    replicate_source_db: null,
    backup_retention_period: 9,
  });
});

test("the promotion is told, and that nobody has stopped the source", async () => {
  const at = bench();
  expect(at.model.rds.writers()).toEqual([SOURCE]);
  await ask(at, DR, "promoteReadReplica");
  await at.pass(300);
  expect(at.model.rds.writers()).toEqual([REPLICA]);
  expect(at.happened.filter(({ type }) => type.startsWith("database"))).toMatchObject([
    { type: "database moving", from: SOURCE, to: REPLICA },
    { type: "database moved", from: SOURCE, to: REPLICA, loses: true, fences: false },
  ]);
});

test.each<[string, (at: Bench) => Promise<unknown>, RegExp]>([
  ["of a source", (at) => ask(at, PRIMARY, "promoteReadReplica"), /is not a read replica/],
  [
    "during another one",
    (at) => ask(at, DR, "promoteReadReplica").then(() => ask(at, DR, "promoteReadReplica")),
    /InvalidDbInstanceStateException/,
  ],
  [
    "of what does not exist",
    (at) => at.call(DR, "rds", "promoteReadReplica", { DbInstanceIdentifier: "other" }),
    /DbInstanceNotFoundException/,
  ],
])("a promotion is refused %s", async (_, promotion, message) => {
  await expect(promotion(bench())).rejects.toThrow(message);
});

test("the way to Multi-AZ takes its time, in which nothing else is changed", async () => {
  const at = bench();
  await ask(at, DR, "modifyDBInstance", { MultiAZ: true, ApplyImmediately: true });
  await expect(ask(at, DR, "promoteReadReplica")).rejects.toThrow("is modifying");
  expect(at.attributes("aws_db_instance", DR)["multi_az"]).toBe(false);
  await at.pass(901);
  expect(at.attributes("aws_db_instance", DR)["multi_az"]).toBe(true);
});

test("what is as it should be changes nothing", async () => {
  const at = bench();
  await ask(at, DR, "modifyDBInstance", { MultiAZ: false, BackupRetentionPeriod: 7 });
  expect(at.model.rds.instances.areBusy).toBe(false);
});

describe("a deletion", () => {
  test("is refused while the instance is protected", async () => {
    await expect(ask(bench(), PRIMARY, "deleteDBInstance")).rejects.toThrow("Cannot delete protected");
  });

  test("gives no last snapshot of a replica", async () => {
    const at = bench();
    await unprotect(at, DR);
    await expect(ask(at, DR, "deleteDBInstance", { FinalDBSnapshotIdentifier: "last" })).rejects.toThrow(
      "no final snapshot",
    );
  });

  test("makes room for a replica under the same identifier, which has no backups at first", async () => {
    const at = bench();
    const before = at.attributes("aws_db_instance", PRIMARY);
    await ask(at, DR, "promoteReadReplica");
    await at.pass(300);
    await unprotect(at, PRIMARY);
    await ask(at, PRIMARY, "deleteDBInstance", { FinalDBSnapshotIdentifier: "last" });
    const replicate = () =>
      ask(at, PRIMARY, "createDBInstanceReadReplica", {
        SourceDBInstanceIdentifier: REPLICA,
        DbInstanceClass: "db.t3.large",
        DeletionProtection: true,
      });
    await expect(replicate()).rejects.toThrow("DbInstanceAlreadyExistsException");
    await at.pass(1000);
    await expect(describeIn(at, PRIMARY)).rejects.toThrow("DbInstanceNotFoundException");
    await replicate();
    expect(at.attributes("aws_db_instance", PRIMARY)).toEqual({
      ...before,
      instance_class: "db.t3.large",
      backup_retention_period: 0,
      replicate_source_db: REPLICA,
    });
    expect(await describeIn(at, PRIMARY)).toMatchObject({ DbInstanceStatus: "creating", StatusInfos: [] });
    await at.pass(5500);
    expect(await describeIn(at, PRIMARY)).toMatchObject({ StatusInfos: [{ Status: "replicating" }] });
    expect(at.happened.at(-1)).toMatchObject({ type: "database follows", cluster: SOURCE });
  });
});

test.each<[string, (at: Bench) => Promise<unknown>, RegExp]>([
  ["of a source that is changed", (at) => ask(at, DR, "modifyDBInstance", { MultiAZ: true }), /is modifying/],
  ["of a region that does not answer", (at) => Promise.resolve(at.down.add(DR)), /does not answer/],
])("no replica is made %s", async (_, spoil, message) => {
  const at = bench();
  await ask(at, DR, "promoteReadReplica");
  await at.pass(300);
  await unprotect(at, PRIMARY);
  await ask(at, PRIMARY, "deleteDBInstance");
  await at.pass(1000);
  await spoil(at);
  await expect(
    ask(at, PRIMARY, "createDBInstanceReadReplica", { SourceDBInstanceIdentifier: REPLICA }),
  ).rejects.toThrow(message);
});

describe("the lag of a replica", () => {
  const lags = async (at: Bench, from: number) => {
    const answer = await at.call(DR, "cloudwatch", "getMetricStatistics", {
      MetricName: "ReplicaLag",
      Dimensions: [{ Name: "DBInstanceIdentifier", Value: IDENTIFIERS[DR]! }],
      StartTime: new Date(at.clock.epoch + from).toISOString(),
      EndTime: at.clock.iso,
    });
    return (answer as { readonly Datapoints: readonly { readonly Maximum: number }[] }).Datapoints.map(
      ({ Maximum }) => Maximum,
    );
  };

  test("grows until RDS writes something itself", async () => {
    const at = bench();
    expect(await lags(at, 0)).toEqual([]);
    await at.pass(600);
    const found = await lags(at, 0);
    const falls = found.filter((lag, minute) => minute > 0 && lag < found[minute - 1]!);
    expect(falls).toHaveLength(2);
    expect(Math.max(...found)).toBeGreaterThan(300);
    expect(Math.min(...found)).toBeLessThan(60);
  });

  test("only grows while the source's region is lost, and ends with the promotion", async () => {
    const at = bench();
    await lags(at, 0);
    at.down.add(PRIMARY);
    await at.pass(480);
    const found = await lags(at, 0);
    expect(found).toEqual([...found].sort((one, other) => one - other));
    await ask(at, DR, "promoteReadReplica");
    await at.pass(300);
    expect(await lags(at, 0)).toEqual([]);
  });
});
