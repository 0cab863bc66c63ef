import { statusOf } from "../../../src/cli/actions/status";
import { coloursFor } from "../../../src/cli/host/output";
import { statusText } from "../../../src/cli/host/status-text";
import { cache, files, instance, lag, NO_INSTANCE, STORED, storing } from "./storage-world";
import { awsError, fakeClients, ITEMS, NOW, resolverTo, type Replies } from "./world";

const movedToDr = {
  ...ITEMS,
  payments: { system: "payments", active_site: "dr", traffic_site: "dr", epoch: 2 },
};

interface Asked {
  readonly primary?: Replies;
  readonly dr?: Replies;
  /** The site that serves, with everything in order there and at the other one. */
  readonly active?: "primary" | "dr";
}

function look({ primary = {}, dr = {}, active = "primary" }: Asked = {}) {
  const items = active === "dr" ? movedToDr : ITEMS;
  const regions: Readonly<Record<string, Replies>> = {
    "us-east-1": { ...storing("primary", items, active), ...primary },
    "us-east-2": { ...storing("dr", items, active), ...dr },
  };
  return statusOf(STORED, 50, {
    clientsOf: (region) => fakeClients(region, regions[region] ?? {}),
    resolve: resolverTo(active),
    now: () => NOW,
  });
}

async function linesOf(asked?: Asked) {
  const status = await look(asked);
  const report = { ok: true, exitCode: 0 as const, now: NOW, systems: [status], problems: [], failure: "" };
  return statusText(report, coloursFor({ write: () => undefined }))
    .split("\n")
    .filter((line) => /^ {2}(database|files|cache) /.test(line))
    .map((line) => line.trim().replace(/ {2,}/, ": "));
}

describe("a system with an instance of RDS, files and a global datastore", () => {
  it.each(["primary", "dr"] as const)("is protected while the %s site serves", async (active) => {
    expect((await look({ active })).verdict).toMatchObject({ state: "protected", reasons: [], warnings: [] });
  });

  it("says of each who writes, and who copies whom", async () => {
    expect(await linesOf()).toEqual([
      "database: films-rds-dev, writes, available, Multi-AZ",
      "files: fs-own, takes writes, copied to us-east-2, complete 2 min ago, ENABLED",
      "cache: PRIMARY, available",
      "database: films-rds-dr-dev, a replica of us-east-1, 3 s behind, available, one zone, replicating",
      "files: fs-own, read only, a copy of us-east-1, complete 2 min ago, ENABLED",
      "cache: SECONDARY, available",
    ]);
  });

  it("says what is missing", async () => {
    const none = {
      ...NO_INSTANCE,
      DescribeFileSystems: { FileSystems: [] },
      DescribeReplicationGroups: awsError("ReplicationGroupNotFoundFault"),
    };
    expect((await linesOf({ dr: none })).slice(3)).toEqual([
      "database: missing",
      "files: missing",
      "cache: missing",
    ]);
  });
});

describe("the standby site's database", () => {
  it.each<[string, Replies, string]>([
    [
      "is stale",
      instance(),
      "the database in us-east-2 is stale: it follows nobody, and lacks what was written since",
    ],
    ["is gone", NO_INSTANCE, "there is no instance films-rds-dr-dev in us-east-2: it must be made anew"],
    ["is late", lag(301), "the database in us-east-2 is 5 min 1 s behind, and the objective is 5 min"],
    ["is silent about its lag", lag(), "the database in us-east-2 does not say how far it is behind"],
    ["does not replicate", lag(-1), "the database in us-east-2 does not say how far it is behind"],
    [
      "has an error",
      instance("primary", { StatusInfos: [{ StatusType: "read replication", Status: "error" }] }),
      "the replication into the database in us-east-2 does not work (error)",
    ],
    [
      "is being made",
      instance("primary", { DBInstanceStatus: "creating" }),
      "the database in us-east-2 is creating",
    ],
  ])("protects nothing when it %s", async (_what, dr, reason) => {
    expect((await look({ dr })).verdict).toMatchObject({ state: "unprotected", reasons: [reason] });
  });

  it("is brought back by a re-protection after a failover", async () => {
    expect((await look({ active: "dr", primary: instance() })).verdict).toMatchObject({
      state: "unprotected",
      reasons: [expect.stringContaining("the database in us-east-1 is stale")],
      next: "npm run standby -- reprotect payments",
    });
  });
});

describe("the standby site's files", () => {
  it.each<[string, Replies, string, string | undefined]>([
    [
      "are old",
      files("REPLICATING", { from: "primary", ageSeconds: 901 }),
      "the files in us-east-2 are 15 min 1 s old, and 15 min is what is expected",
      undefined,
    ],
    [
      "are stuck",
      files("REPLICATING", { from: "primary", status: "ERROR" }),
      "the copying of files to us-east-2 is in state ERROR",
      undefined,
    ],
    [
      "are not copied",
      files("DISABLED"),
      "files are not copied to us-east-2: apply payments-primary",
      "npx cdktf deploy payments-primary",
    ],
    [
      "are guarded against the copying",
      files("ENABLED"),
      'files are not copied to us-east-2: run "standby reprotect payments", then apply payments-primary',
      undefined,
    ],
    [
      "have no file system",
      { DescribeFileSystems: { FileSystems: [] } },
      "there is no file system films-file-system-dr-dev in us-east-2: deploy it",
      undefined,
    ],
  ])("protect nothing when they %s", async (_what, dr, reason, next) => {
    const { verdict } = await look({ dr });

    expect(verdict).toMatchObject({ state: "unprotected", reasons: [reason] });
    expect(verdict.next).toBe(next);
  });

  it("are judged by the source where the copy's region says nothing of them", async () => {
    const dr = { DescribeFileSystems: awsError("AccessDenied") };

    expect((await look({ dr })).verdict.state).toBe("protected");
    expect(
      (await look({ dr, primary: files("ENABLED", { from: "primary", ageSeconds: 3600 }) })).verdict.reasons,
    ).toEqual(["the files in us-east-2 are 1 h old, and 15 min is what is expected"]);
    expect((await look({ dr, primary: files("ENABLED") })).verdict.reasons).toEqual([
      "nobody says whether files are copied to us-east-2",
    ]);
  });
});

describe("the active site", () => {
  it.each<[string, Replies, string]>([
    ["database follows", instance("dr"), "us-east-1 is active, and the database takes writes in us-east-2"],
    ["database is gone", NO_INSTANCE, "us-east-1 is active, and there is no instance films-rds-dev"],
    [
      "files take no writes",
      files("REPLICATING", { from: "dr" }),
      "us-east-1 is active, and its file system fs-own takes no writes",
    ],
    [
      "files are gone",
      { DescribeFileSystems: { FileSystems: [] } },
      "us-east-1 is active, and there is no file system films-file-system-dev",
    ],
  ])("does not serve when its %s", async (_what, primary, reason) => {
    const { verdict } = await look({ primary });

    expect(verdict.state).toBe("not serving");
    expect(verdict.reasons).toContain(reason);
  });
});

describe("warnings", () => {
  it("tell of a database in one zone, and the system stays protected", async () => {
    expect((await look({ primary: instance(undefined, { MultiAZ: false }) })).verdict).toMatchObject({
      state: "protected",
      warnings: [expect.stringContaining("the database in us-east-1 has no standby in another zone")],
    });
  });

  it("tell of a cache that is not what it should be", async () => {
    expect((await look({ dr: cache("PRIMARY") })).verdict.warnings).toEqual([
      "the cache in us-east-2 is PRIMARY, not SECONDARY: sessions get lost in a failover",
    ]);
    expect((await look({ dr: cache() })).verdict.warnings).toEqual([
      "the cache in us-east-2 is in no global datastore, not SECONDARY: sessions get lost in a failover",
    ]);
  });
});
