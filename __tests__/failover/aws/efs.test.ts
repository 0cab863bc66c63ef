import { DR, MediaBench, PRIMARY } from "./media-bench";

const FS = { primary: "fs-shop-files-test", dr: "fs-shop-files-dr-test" };
const BOTH = "ALL_CONFIGURATIONS";
const LOCAL = "LOCAL_CONFIGURATION_ONLY";

const remove = (at: MediaBench, region: string, DeletionMode: string, SourceFileSystemId = FS.primary) =>
  at.call(region, "efs", "deleteReplicationConfiguration", { SourceFileSystemId, DeletionMode });

const replication = (at: MediaBench, region: string, FileSystemId: string) =>
  at.call(region, "efs", "describeReplicationConfigurations", { FileSystemId });

const setProtection = (at: MediaBench, region: string, FileSystemId: string, value: string) =>
  at.call(region, "efs", "updateFileSystemProtection", {
    FileSystemId,
    ReplicationOverwriteProtection: value,
  });

const NONE = "ReplicationNotFoundException";

test("at first the file system of the DR site is a copy, and both regions know of it", async () => {
  const at = new MediaBench();
  expect([at.protection(PRIMARY), at.protection(DR)]).toEqual(["ENABLED", "REPLICATING"]);
  expect(at.sources).toEqual([PRIMARY]);
  const known = {
    Replications: [{ SourceFileSystemId: FS.primary, Destinations: [{ FileSystemId: FS.dr }] }],
  };
  expect(await replication(at, PRIMARY, FS.primary)).toMatchObject(known);
  expect(await replication(at, DR, FS.dr)).toMatchObject(known);
});

test("a file system is found by its creation token, in its own region", async () => {
  const at = new MediaBench();
  const find = (region: string) =>
    at.call(region, "efs", "describeFileSystems", { CreationToken: "shop-files-dr-test" });
  expect(await find(DR)).toMatchObject({
    FileSystems: [
      { FileSystemId: FS.dr, FileSystemProtection: { ReplicationOverwriteProtection: "REPLICATING" } },
    ],
  });
  expect(await find(PRIMARY)).toEqual({ FileSystems: [] });
});

test("a deletion on both sides leaves nothing, and the copy takes writes after some time", async () => {
  const at = new MediaBench();
  await remove(at, DR, BOTH);
  expect(at.sources).toEqual([]);
  expect(at.protection(DR)).toBe("REPLICATING");
  expect(await replication(at, DR, FS.dr)).toMatchObject({
    Replications: [{ SourceFileSystemId: FS.primary, Destinations: [{ Status: "DELETING" }] }],
  });
  await at.pass(120);
  expect(at.protection(DR)).toBe("ENABLED");
  await expect(replication(at, DR, FS.dr)).rejects.toThrow(NONE);
  expect(at.happened).toContainEqual(
    expect.objectContaining({ type: "files protected", region: DR, protection: "ENABLED" }),
  );
});

test.each([
  [PRIMARY, DR],
  [DR, PRIMARY],
])("a deletion on both sides, asked for in %s, fails while %s is lost", async (region, lost) => {
  const at = new MediaBench();
  at.down.add(lost);
  await expect(remove(at, region, BOTH)).rejects.toThrow("InternalServerErrorException");
  await at.pass(1000);
  expect([at.sources, at.protection(DR)]).toEqual([[PRIMARY], "REPLICATING"]);
});

test.each(["lost", "there"])(
  "a deletion on the copy's side alone leaves the source's, while its region is %s",
  async (how) => {
    const at = new MediaBench();
    if (how === "lost") at.down.add(PRIMARY);
    await remove(at, DR, LOCAL);
    await at.pass(120);
    at.down.clear();
    expect([at.sources, at.protection(DR)]).toEqual([[PRIMARY], "ENABLED"]);
    await expect(replication(at, DR, FS.dr)).rejects.toThrow(NONE);
    await expect(remove(at, DR, LOCAL)).rejects.toThrow(NONE);
    await expect(replication(at, PRIMARY, FS.primary)).resolves.toBeDefined();
    await remove(at, PRIMARY, LOCAL);
    expect(at.sources).toEqual([]);
  },
);

test("a deletion on the source's side alone leaves the copy's, which is released from its own", async () => {
  const at = new MediaBench();
  await remove(at, PRIMARY, LOCAL);
  await at.pass(1000);
  expect([at.sources, at.protection(DR)]).toEqual([[], "REPLICATING"]);
  await expect(replication(at, PRIMARY, FS.primary)).rejects.toThrow(NONE);
  await remove(at, DR, LOCAL);
  await at.pass(120);
  expect(at.protection(DR)).toBe("ENABLED");
});

test("a copy is released only when its region is back", async () => {
  const at = new MediaBench();
  await remove(at, DR, LOCAL);
  at.down.add(DR);
  await at.pass(1000);
  expect(at.protection(DR)).toBe("REPLICATING");
  at.down.clear();
  await at.pass(60);
  expect(at.protection(DR)).toBe("ENABLED");
});

test("the time of the last replication follows, and stands still while the source's region is lost", async () => {
  const at = new MediaBench();
  const age = async () => {
    const answer = (await replication(at, DR, FS.dr)) as {
      readonly Replications: { readonly Destinations: { readonly LastReplicatedTimestamp: string }[] }[];
    };
    const [destination] = answer.Replications[0]!.Destinations;
    const { epoch, now } = at.clock;
    return Math.round((epoch + now - Date.parse(destination!.LastReplicatedTimestamp)) / 1000);
  };
  expect(await age()).toBe(300);
  await at.pass(600);
  expect(await age()).toBe(300);
  at.down.add(PRIMARY);
  await at.pass(600);
  expect(await age()).toBe(900);
});

test.each([
  ["of a source", PRIMARY, FS.primary],
  ["of a copy", DR, FS.dr],
])("the protection %s can't be changed", async (_, region, id) => {
  const at = new MediaBench();
  await expect(setProtection(at, region, id, "DISABLED")).rejects.toThrow(
    "ReplicationAlreadyExistsException",
  );
});

test("the protection of a file system without a replication is what was asked for", async () => {
  const at = new MediaBench();
  await remove(at, DR, BOTH);
  await at.pass(120);
  await setProtection(at, PRIMARY, FS.primary, "DISABLED");
  expect(at.protection(PRIMARY)).toBe("DISABLED");
  await expect(setProtection(at, DR, FS.primary, "DISABLED")).rejects.toThrow("FileSystemNotFoundException");
});

describe("a backup", () => {
  const start = (at: MediaBench, IdempotencyToken: string) =>
    at.call(PRIMARY, "backup", "startBackupJob", { ResourceArn: "arn:files", IdempotencyToken });
  const stateOf = async (at: MediaBench, job: unknown) => {
    const { BackupJobId } = job as { readonly BackupJobId: string };
    return at.call(PRIMARY, "backup", "describeBackupJob", { BackupJobId });
  };

  test("is one job for one token", async () => {
    const at = new MediaBench();
    const job = await start(at, "one");
    expect(await start(at, "one")).toEqual(job);
    expect(await start(at, "other")).not.toEqual(job);
  });

  test("is complete after its time, and tells from when it is", async () => {
    const at = new MediaBench();
    await at.pass(60);
    const job = await start(at, "one");
    expect(await stateOf(at, job)).toEqual({ State: "RUNNING" });
    await at.pass(1800);
    expect(await stateOf(at, job)).toEqual({ State: "COMPLETED" });
    expect(at.happened.at(-1)).toMatchObject({ type: "files backed up", region: PRIMARY, begunAt: 60_150 });
  });

  test("that nobody began is not found", async () => {
    await expect(stateOf(new MediaBench(), { BackupJobId: "job-7" })).rejects.toThrow("ResourceNotFound");
  });
});
