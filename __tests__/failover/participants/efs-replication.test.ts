import { walkStates } from "../../../src/failover/asl/structure";
import { DR, MediaBench, PRIMARY, refused, silence } from "../aws/media-bench";
import { composed } from "../machine/machines";

const FAILOVER = { mode: "failover", trigger: "operator", reason: "test" };
const SWITCHOVER = { ...FAILOVER, mode: "switchover" };
const REPROTECT = { ...FAILOVER, mode: "reprotect" };
const ACCEPTING = { acceptStale: true };

const SOURCE = "fs-shop-files-test";
const DESCRIBE = "efs:describeFileSystems";
const DESCRIBE_REPLICATION = "efs:describeReplicationConfigurations";
const REMOVE = "efs:deleteReplicationConfiguration";
const PROTECT = "efs:updateFileSystemProtection";
const DESCRIBE_BACKUP = "backup:describeBackupJob";

/** When a state was entered first, in milliseconds on the clock. */
const when = (at: MediaBench, state: string) => at.events.find((event) => event.state === state)!.at;

/** Lets the DR site take over, with the primary region lost, and brings that back. */
async function afterLoss(): Promise<MediaBench> {
  const at = new MediaBench();
  at.down.add(PRIMARY);
  expect(await at.run("dr", FAILOVER)).toMatchObject({ status: "SUCCEEDED" });
  at.down.clear();
  return at;
}

/** Lets the primary site stand by after that; nothing is applied yet. */
async function afterReprotection(): Promise<MediaBench> {
  const at = await afterLoss();
  expect(await at.run("primary", REPROTECT)).toMatchObject({ status: "SUCCEEDED" });
  return at;
}

/** The states of a step that call something, in both machines alike. */
function callsOf(site: "primary" | "dr", step: string): string[] {
  return walkStates(composed(site, "media").definition).flatMap(({ name, state }) =>
    name.startsWith(`${step}: `) && state.Type === "Task" ? [name] : [],
  );
}

describe("a failover while the primary region is lost", () => {
  test("lets the copy take writes by a deletion on its own side alone", async () => {
    const at = await afterLoss();
    expect([at.protection(PRIMARY), at.protection(DR)]).toEqual(["ENABLED", "ENABLED"]);
    expect(at.argumentsOf("deleteReplicationConfiguration")).toEqual([
      { SourceFileSystemId: SOURCE, DeletionMode: "LOCAL_CONFIGURATION_ONLY" },
    ]);
    // The lost region's half is there when it is back.
    expect(at.sources).toEqual([PRIMARY]);
  });

  test("does so beside the promotion of the database", async () => {
    const at = await afterLoss();
    expect(when(at, "release-files: start")).toBe(when(at, "promote-database: start"));
  });

  test("does not wait for what was written last", async () => {
    const at = await afterLoss();
    expect(at.events.some(({ state }) => state.startsWith("catch-up-files: start"))).toBe(false);
  });

  test("leaves alone what takes writes already", async () => {
    const at = await afterLoss();
    expect(await at.run("dr", FAILOVER)).toMatchObject({ status: "SUCCEEDED" });
    expect(at.argumentsOf("deleteReplicationConfiguration")).toHaveLength(1);
    expect(at.argumentsOf("updateFileSystemProtection")).toEqual([]);
  });

  test("asks again for a deletion that is refused", async () => {
    const at = new MediaBench();
    let refusals = 7;
    at.instead.set(REMOVE, (model) =>
      (refusals -= 1) < 0 ? model() : refused("Efs.InternalServerErrorException")(model),
    );
    expect(await at.run("dr", FAILOVER)).toMatchObject({ status: "SUCCEEDED" });
    expect([refusals, at.protection(DR)]).toEqual([-1, "ENABLED"]);
  });

  test.each([
    ["does not answer", DESCRIBE, silence],
    ["refuses every deletion", REMOVE, refused("Efs.BadRequestException")],
    ["knows of no replication", DESCRIBE_REPLICATION, refused("Efs.ReplicationNotFoundException")],
  ])("goes on without the files where EFS %s, and tells people", async (_, call, answer) => {
    const at = new MediaBench();
    at.instead.set(call, answer);
    expect(await at.run("dr", FAILOVER)).toMatchObject({ status: "SUCCEEDED" });
    expect(at.model.rds.writers()).toEqual(["arn:aws:rds:us-east-2:123456789012:db:shop-rds-dr-test"]);
    expect(at.protection(DR)).toBe("REPLICATING");
    expect(at.argumentsOf("publish")).toContainEqual(
      expect.objectContaining({
        Subject: "shop: files take no writes",
        Message: expect.stringMatching(
          /^The file system shop-files-dr-test takes no .* Start failover again/,
        ) as string,
      }),
    );
    // The same again lets them take writes.
    at.instead.clear();
    expect(await at.run("dr", FAILOVER)).toMatchObject({ status: "SUCCEEDED" });
    expect(at.protection(DR)).toBe("ENABLED");
  });

  test("gives the files up in time for its objective", async () => {
    const at = new MediaBench();
    at.instead.set(DESCRIBE, silence);
    await at.run("dr", FAILOVER);
    const seconds = (when(at, "verify") - when(at, "release-files: start")) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(450);
    expect(seconds).toBeLessThan(470);
  });
});

describe("a file system that is no complete copy", () => {
  test("takes over nothing, and the record stays as it is", async () => {
    // The site stands by, and nobody has applied yet: the database follows, and the files don't.
    const at = await afterReprotection();
    expect(await at.run("primary", SWITCHOVER)).toMatchObject({
      status: "FAILED",
      error: "StaleFileSystem",
      cause: expect.stringContaining("shop-files-test is no copy") as string,
    });
    expect(at.model.rds.writers()).toEqual(["arn:aws:rds:us-east-2:123456789012:db:shop-rds-dr-test"]);
    expect(at.protection(PRIMARY)).toBe("DISABLED");
  });

  test("takes over where somebody accepts that, also from what waits for a replication", async () => {
    const at = await afterReprotection();
    expect(await at.run("primary", { ...SWITCHOVER, ...ACCEPTING })).toMatchObject({ status: "SUCCEEDED" });
    expect(at.protection(PRIMARY)).toBe("ENABLED");
  });

  test("takes over in an emergency before the apply, where somebody accepts that", async () => {
    const at = await afterReprotection();
    at.down.add(DR);
    expect(await at.run("primary", FAILOVER)).toMatchObject({ error: "StaleFileSystem" });
    expect(await at.run("primary", { ...FAILOVER, ...ACCEPTING })).toMatchObject({ status: "SUCCEEDED" });
    expect(at.protection(PRIMARY)).toBe("ENABLED");
  });

  test("takes over nothing before its first copy is complete", async () => {
    const at = new MediaBench();
    at.instead.set(DESCRIBE_REPLICATION, () => ({
      Replications: [{ SourceFileSystemId: SOURCE, Destinations: [{ Status: "ENABLING" }] }],
    }));
    expect(await at.run("dr", FAILOVER)).toMatchObject({
      error: "StaleFileSystem",
      cause: expect.stringContaining("has never been copied to its end") as string,
    });
    expect(await at.run("dr", { ...FAILOVER, ...ACCEPTING })).toMatchObject({ status: "SUCCEEDED" });
  });

  test("takes over nothing where it does not exist", async () => {
    const at = new MediaBench();
    at.store.remove(at.store.find("aws_efs_file_system", DR)[0]!);
    expect(await at.run("dr", FAILOVER)).toMatchObject({
      error: "StaleFileSystem",
      cause: expect.stringContaining("does not exist") as string,
    });
  });
});

describe("a switchover", () => {
  test("waits until the copy has what the old site may have written, and deletes both sides", async () => {
    const at = new MediaBench();
    expect(await at.run("dr", SWITCHOVER)).toMatchObject({ status: "SUCCEEDED" });
    const waited = when(at, "release-files: start") - when(at, "catch-up-files: start");
    // The model's copy is 300 s behind, and the old site writes for up to 60 s after the claim.
    expect(waited).toBeGreaterThanOrEqual(355_000);
    expect(waited).toBeLessThan(400_000);
    expect(at.argumentsOf("deleteReplicationConfiguration")).toMatchObject([
      { DeletionMode: "ALL_CONFIGURATIONS" },
    ]);
    expect([at.sources, at.protection(DR)]).toEqual([[], "ENABLED"]);
  });

  test("releases nothing that is not known to be complete", async () => {
    const at = new MediaBench();
    const { epoch } = at.clock;
    at.instead.set(DESCRIBE_REPLICATION, () => ({
      Replications: [
        {
          SourceFileSystemId: SOURCE,
          Destinations: [{ Status: "ENABLED", LastReplicatedTimestamp: new Date(epoch).toISOString() }],
        },
      ],
    }));
    expect(await at.run("dr", SWITCHOVER)).toMatchObject({
      status: "FAILED",
      error: "FilesNotCaughtUp",
      cause: expect.stringContaining("shop-files-dr-test is not complete after 30 min") as string,
    });
    expect([at.argumentsOf("deleteReplicationConfiguration"), at.protection(DR)]).toEqual([
      [],
      "REPLICATING",
    ]);
    at.instead.clear();
    expect(await at.run("dr", SWITCHOVER)).toMatchObject({ status: "SUCCEEDED" });
    expect(at.protection(DR)).toBe("ENABLED");
  });

  test.each([
    ["the own file system", DESCRIBE],
    ["its replication", DESCRIBE_REPLICATION],
  ])("looks again where EFS says nothing of %s for a while", async (_, call) => {
    const at = new MediaBench();
    at.instead.set(call, silence);
    at.clock.at(200_000, () => at.instead.clear());
    expect(await at.run("dr", SWITCHOVER)).toMatchObject({ status: "SUCCEEDED" });
    expect(at.protection(DR)).toBe("ENABLED");
  });

  test("waits for nothing where a failover has ended the replication before", async () => {
    const at = new MediaBench();
    at.crash = { state: "release-files: delete the replication", isAfterCall: true };
    expect(await at.run("dr", FAILOVER)).toMatchObject({ status: "CRASHED" });
    at.events.length = 0;
    await at.run("dr", { ...SWITCHOVER, breakLock: true });
    const waited = when(at, "release-files: start") - when(at, "catch-up-files: start");
    expect(waited).toBeLessThan(5_000);
    expect(at.protection(DR)).toBe("ENABLED");
  });

  test("deletes its own side alone where the other region is lost meanwhile", async () => {
    const at = new MediaBench();
    at.instead.set(REMOVE, (model) => {
      at.down.add(PRIMARY);
      return model();
    });
    expect(await at.run("dr", SWITCHOVER)).toMatchObject({ status: "SUCCEEDED" });
    expect([at.sources, at.protection(DR)]).toEqual([[PRIMARY], "ENABLED"]);
    const modes = at
      .argumentsOf("deleteReplicationConfiguration")
      .map((args) => (args as { readonly DeletionMode: string }).DeletionMode);
    expect([...new Set(modes)]).toEqual(["ALL_CONFIGURATIONS", "LOCAL_CONFIGURATION_ONLY"]);
  });
});

describe("the re-protection", () => {
  test("backs up what was left behind, and only then lets it be overwritten", async () => {
    const at = await afterReprotection();
    expect(at.protection(PRIMARY)).toBe("DISABLED");
    const [backup] = at.argumentsOf("startBackupJob");
    expect(backup).toEqual({
      BackupVaultName: "shop-backup-test",
      IamRoleArn: "arn:aws:iam::123456789012:role/shop-backup-test",
      ResourceArn: `arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/${SOURCE}`,
      IdempotencyToken: "execution-2",
      Lifecycle: { DeleteAfterDays: 30 },
    });
    const done = at.happened.find(({ type }) => type === "files backed up")!;
    const opened = at.model.log.find(({ action }) => action === "updateFileSystemProtection")!;
    expect(opened.at).toBeGreaterThan(done.at);
    expect(opened.region).toBe(PRIMARY);
  });

  test("deletes what is left of the old replication, on its own side", async () => {
    const at = await afterReprotection();
    expect(at.argumentsOf("deleteReplicationConfiguration").at(-1)).toEqual({
      SourceFileSystemId: SOURCE,
      DeletionMode: "LOCAL_CONFIGURATION_ONLY",
    });
    expect(at.sources).toEqual([]);
  });

  test("leaves the replication to Terraform, and what became a copy alone", async () => {
    const at = await afterReprotection();
    at.apply("dr");
    expect([at.sources, at.protection(PRIMARY)]).toEqual([[DR], "REPLICATING"]);
    const before = at.model.log.length;
    expect(await at.run("primary", REPROTECT)).toMatchObject({ status: "SUCCEEDED" });
    const actions = at.model.log.slice(before).map(({ action }) => action);
    expect(actions).not.toContain("startBackupJob");
    expect(actions).not.toContain("updateFileSystemProtection");
  });

  test("is refused by EFS, where somebody applies before it", async () => {
    const at = await afterLoss();
    at.apply("dr");
    expect([at.sources, at.protection(PRIMARY)]).toEqual([[PRIMARY], "ENABLED"]);
  });

  test("comes back to where everything began, by a failback", async () => {
    const at = await afterReprotection();
    at.apply("dr");
    expect(await at.run("primary", SWITCHOVER)).toMatchObject({ status: "SUCCEEDED" });
    expect(await at.run("dr", REPROTECT)).toMatchObject({ status: "SUCCEEDED" });
    expect([at.protection(PRIMARY), at.protection(DR)]).toEqual(["ENABLED", "DISABLED"]);
    at.apply("primary");
    const ofFiles = ({ store }: MediaBench) => store.all().filter(({ type }) => type.startsWith("aws_efs_"));
    expect(ofFiles(at)).toEqual(ofFiles(new MediaBench()));
  });

  test.each(["FAILED", "ABORTED", "EXPIRED", "PARTIAL"])(
    "overwrites nothing after a backup that ended as %s, and makes another one when it is started again",
    async (State) => {
      const at = await afterLoss();
      at.instead.set(DESCRIBE_BACKUP, () => ({ State }));
      expect(await at.run("primary", REPROTECT)).toMatchObject({
        status: "FAILED",
        error: "BackupFailed",
        cause: expect.stringContaining(`ended as ${State}`) as string,
      });
      expect([at.protection(PRIMARY), at.argumentsOf("updateFileSystemProtection")]).toEqual(["ENABLED", []]);
      at.instead.clear();
      expect(await at.run("primary", REPROTECT)).toMatchObject({ status: "SUCCEEDED" });
      const tokens = at
        .argumentsOf("startBackupJob")
        .map((args) => (args as { readonly IdempotencyToken: string }).IdempotencyToken);
      expect(new Set(tokens).size).toBe(2);
    },
  );

  test("overwrites nothing where AWS Backup takes no job", async () => {
    const at = await afterLoss();
    at.instead.set("backup:startBackupJob", refused("Backup.ResourceNotFoundException"));
    expect(await at.run("primary", REPROTECT)).toMatchObject({ error: "Backup.ResourceNotFoundException" });
    expect(at.protection(PRIMARY)).toBe("ENABLED");
  });

  test("overwrites nothing while a backup takes its time, and gives up at last", async () => {
    const at = await afterLoss();
    at.instead.set(DESCRIBE_BACKUP, () => ({ State: "RUNNING" }));
    expect(await at.run("primary", REPROTECT)).toMatchObject({
      error: "BackupTakesTooLong",
      cause: expect.stringContaining("not complete after 12 h") as string,
    });
    expect(at.protection(PRIMARY)).toBe("ENABLED");
  });

  test("gives up a protection that can't be lifted", async () => {
    const at = await afterLoss();
    at.instead.set(PROTECT, refused("Efs.TooManyRequestsException"));
    expect(await at.run("primary", REPROTECT)).toMatchObject({
      error: "FilesNotOpened",
      cause: expect.stringContaining("still protected after 15 min") as string,
    });
    at.instead.clear();
    expect(await at.run("primary", REPROTECT)).toMatchObject({ status: "SUCCEEDED" });
    expect(at.protection(PRIMARY)).toBe("DISABLED");
  });

  test.each([
    ["is another epoch", { epoch: { N: "7" } }],
    ["says that this site is active again", { active_site: { S: "primary" }, epoch: { N: "3" } }],
    ["says that the other site has no traffic yet", { traffic_site: { S: "primary" } }],
  ])("changes nothing when the record %s meanwhile", async (_, change) => {
    const at = await afterLoss();
    const { tables } = at.model.dynamoDb;
    const table = "shop-role-dr-test";
    // The database is asked for first; the backup takes longer.
    at.clock.at(at.clock.now + 1_200_000, () =>
      tables.put(DR, table, "shop", { ...tables.get(DR, table, "shop")!, ...change }),
    );
    expect(await at.run("primary", REPROTECT)).toMatchObject({
      status: "FAILED",
      error: "TakeoverNotFinished",
      cause: expect.stringContaining("so shop-files-test stays protected") as string,
    });
    expect([at.sources, at.protection(PRIMARY)]).toEqual([[PRIMARY], "ENABLED"]);
  });

  test("hands AWS Backup its role, and that to nobody else", () => {
    const statements = composed("primary", "media").steps.flatMap((step) => step.statements);
    expect(statements.filter(({ actions }) => actions.includes("iam:PassRole"))).toEqual([
      expect.objectContaining({
        resources: ["arn:aws:iam::123456789012:role/shop-backup-test"],
        conditions: [
          { operator: "StringEquals", key: "iam:PassedToService", values: ["backup.amazonaws.com"] },
        ],
      }),
    ]);
  });
});

describe.each([true, false])("an execution that crashes, after its call: %s,", (isAfterCall) => {
  const crashing = (step: string) => callsOf("dr", step).filter((state) => !/protect$|tell$/.test(state));

  test.each(crashing("release-files"))("goes on from '%s'", async (state) => {
    const at = new MediaBench();
    at.crash = { state, isAfterCall };
    expect(await at.run("dr", FAILOVER)).toMatchObject({ status: "CRASHED" });
    expect(await at.run("dr", { ...FAILOVER, breakLock: true })).toMatchObject({ status: "SUCCEEDED" });
    expect(at.protection(DR)).toBe("ENABLED");
  });

  test.each(crashing("catch-up-files"))("goes on from '%s'", async (state) => {
    const at = new MediaBench();
    at.crash = { state, isAfterCall };
    expect(await at.run("dr", SWITCHOVER)).toMatchObject({ status: "CRASHED" });
    expect(await at.run("dr", { ...SWITCHOVER, breakLock: true })).toMatchObject({ status: "SUCCEEDED" });
    expect([at.sources, at.protection(DR)]).toEqual([[], "ENABLED"]);
  });

  test.each([...crashing("back-up-files"), ...crashing("open-files")])("goes on from '%s'", async (state) => {
    const at = await afterLoss();
    at.crash = { state, isAfterCall };
    expect(await at.run("primary", REPROTECT)).toMatchObject({ status: "CRASHED" });
    expect(await at.run("primary", { ...REPROTECT, breakLock: true })).toMatchObject({ status: "SUCCEEDED" });
    expect([at.sources, at.protection(PRIMARY)]).toEqual([[], "DISABLED"]);
  });
});
