import { snapshotCommand } from "../../../src/cli/commands/snapshot";
import { deployment, World } from "../../failover/operate/world";
import { awsError } from "../../failover/status/world";
import { runOperation, type RunOptions } from "./support";

interface Stored {
  readonly name: string;
  readonly createdAt?: Date;
  readonly tags?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is available. */
  readonly readyAt?: number;
  readonly status?: string;
}

interface Creation {
  readonly Tags: { Key: string; Value: string }[];
  readonly DBSnapshotIdentifier?: string;
  readonly DBClusterSnapshotIdentifier?: string;
}

/** A world whose RDS keeps snapshots, one a page. */
class SnapshotWorld extends World {
  readonly stored: Stored[] = [];
  /** What becomes of a new one. */
  outcome: Pick<Stored, "readyAt" | "status"> = { readyAt: 60_000 };

  protected CreateDBSnapshot(_site: unknown, input: Creation) {
    return this.store(input.DBSnapshotIdentifier ?? "", input);
  }

  protected CreateDBClusterSnapshot(_site: unknown, input: Creation) {
    return this.store(input.DBClusterSnapshotIdentifier ?? "", input);
  }

  protected DescribeDBSnapshots(_site: unknown, input: { DBSnapshotIdentifier?: string; Marker?: string }) {
    const { page, Marker } = this.page(input.DBSnapshotIdentifier, input.Marker);
    return { DBSnapshots: page.map((each) => ({ ...each, DBSnapshotIdentifier: each.name })), Marker };
  }

  protected DescribeDBClusterSnapshots(
    _site: unknown,
    input: { DBClusterSnapshotIdentifier?: string; Marker?: string },
  ) {
    const { page, Marker } = this.page(input.DBClusterSnapshotIdentifier, input.Marker);
    return {
      DBClusterSnapshots: page.map((each) => ({ ...each, DBClusterSnapshotIdentifier: each.name })),
      Marker,
    };
  }

  protected DeleteDBClusterSnapshot() {
    return {};
  }

  private store(name: string, { Tags }: Creation) {
    const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
    const { readyAt } = this.outcome;
    const now = this.clock.now();
    this.stored.push({
      name,
      tags,
      ...this.outcome,
      ...(readyAt !== undefined && { readyAt: now + readyAt }),
    });
    return {};
  }

  private page(name: string | undefined, marker = "0") {
    const all = this.stored.filter((each) => name === undefined || each.name === name);
    const index = Number(marker);
    const page = all.slice(index, index + 1).map((each) => {
      const isReady = each.readyAt !== undefined && this.clock.now() >= each.readyAt;
      return {
        name: each.name,
        Status: each.status ?? (isReady ? "available" : "creating"),
        PercentProgress: isReady ? 100 : 40,
        SnapshotCreateTime: each.createdAt,
        TagList: Object.entries(each.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      };
    });
    return { page, ...(index + 1 < all.length && { Marker: String(index + 1) }) };
  }
}

const snapshot = (world: World, args: readonly string[] = [], options: RunOptions = {}) =>
  runOperation(snapshotCommand, ["payments", ...args], world, {}, options);

const named = (world: World) => world.changes.map(({ site, name }) => [site, name]);

/** The same system with an instance of RDS in each site. */
function withInstances() {
  const { primary, dr } = deployment().sites;
  const rds = (identifier: string) => ({ kind: "rds" as const, identifier, isMultiAz: true });
  return deployment({
    sites: {
      primary: { ...primary, database: rds("films-rds-dev") },
      dr: { ...dr, database: rds("films-rds-dr-dev") },
    },
  });
}

describe("standby snapshot", () => {
  it("takes one of the active site's cluster, and waits until it can be restored", async () => {
    const world = new SnapshotWorld();
    const run = await snapshot(world);

    expect(run.exitCode).toBe(0);
    expect(world.changes).toEqual([
      {
        site: "primary",
        name: "CreateDBClusterSnapshot",
        input: {
          DBClusterIdentifier: "payments-database-dev",
          DBClusterSnapshotIdentifier: "payments-database-dev-pre-deployment-20260101-000000",
          Tags: [
            { Key: "Purpose", Value: "pre-deployment" },
            { Key: "Date", Value: "20260101" },
          ],
        },
      },
    ]);
    expect(run.stdout).toContain("pre-deployment-20260101-000000 in us-east-1 (primary): available");
    expect(run.stderr).toContain("payments-database-dev-pre-deployment-20260101-000000: 40 %");
    expect(world.virtual.now).toBeGreaterThanOrEqual(60_000);
  });

  it("takes one of the instance of RDS that serves now", async () => {
    const world = new SnapshotWorld();
    world.takeRole("dr");
    const run = await snapshot(world, ["--json"], { deployment: withInstances() });

    expect(named(world)).toEqual([["dr", "CreateDBSnapshot"]]);
    expect(run.stderr).toBe("");
    expect(JSON.parse(run.stdout)).toMatchObject({
      ok: true,
      command: "snapshot",
      snapshot: {
        name: "films-rds-dr-dev-pre-deployment-20260101-000000",
        database: "films-rds-dr-dev",
        site: "dr",
        region: "us-east-2",
        status: "available",
      },
      deleted: [],
    });
  });

  it("does not wait with --no-wait", async () => {
    const world = new SnapshotWorld();
    const run = await snapshot(world, ["--no-wait"]);

    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("creating") });
    expect(world.virtual.now).toBe(0);
  });

  it.each<[string, Partial<SnapshotWorld["outcome"]>, string]>([
    ["failed", { status: "failed" }, "RDS could not make payments-database-dev-pre-deployment"],
    ["never ready", {}, "is still creating; RDS goes on with it"],
  ])("fails where the snapshot is %s", async (_what, outcome, message) => {
    const world = new SnapshotWorld();
    world.outcome = outcome;

    await expect(snapshot(world)).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(message),
    });
  });

  it("says what RDS says where it refuses", async () => {
    const world = new SnapshotWorld();
    world.failures.CreateDBClusterSnapshot = [
      Object.assign(awsError("InvalidDBClusterStateFault", "it is being modified"), { $metadata: {} }),
    ];

    await expect(snapshot(world)).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("it is being modified"),
    });
  });

  it("needs to know who is active", async () => {
    const world = new SnapshotWorld();
    world.down.add("primary").add("dr");

    await expect(snapshot(world)).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("Nobody says which site is active"),
    });
    expect(world.changes).toEqual([]);
  });

  it("says after Ctrl-C that RDS goes on", async () => {
    const world = new SnapshotWorld();
    world.virtual.at(10_500, () => process.emit("SIGINT"));

    await expect(snapshot(world)).resolves.toMatchObject({
      exitCode: 130,
      stderr: expect.stringContaining("RDS goes on with the snapshot."),
    });
  });
});

describe("--prune", () => {
  const day = 24 * 60 * 60 * 1000;
  const born = (days: number) => new Date(Date.parse("2026-01-01T00:00:00Z") - days * day);
  const old = { name: "old", createdAt: born(31), tags: { Purpose: "pre-deployment" }, readyAt: 0 };

  function kept() {
    const world = new SnapshotWorld();
    world.stored.push(
      old,
      { ...old, name: "young", createdAt: born(29) },
      { ...old, name: "somebody-elses", tags: {} },
      { ...old, name: "broken", status: "failed" },
    );
    return world;
  }

  const deletions = (world: World) =>
    world.changes
      .filter(({ name }) => name.startsWith("Delete"))
      .map(({ input }) => (input as { DBClusterSnapshotIdentifier: string }).DBClusterSnapshotIdentifier);

  it("deletes what is old and of this kind, after the new one is there", async () => {
    const world = kept();
    const run = await snapshot(world, ["--prune"]);

    expect(run.exitCode).toBe(0);
    expect(deletions(world)).toEqual(["old"]);
    expect(world.changes[0]?.name).toBe("CreateDBClusterSnapshot");
    expect(run.stdout).toContain("Deleted: old");
  });

  it("deletes nothing without being asked to", async () => {
    const world = kept();
    await snapshot(world);

    expect(deletions(world)).toEqual([]);
  });

  it("deletes nothing where the new one fails", async () => {
    const world = kept();
    world.outcome = { status: "failed" };
    await snapshot(world, ["--prune"]);

    expect(deletions(world)).toEqual([]);
  });

  it("keeps for fewer days only what may go", async () => {
    const world = kept();
    await snapshot(world, ["--prune", "--keep-days", "7"]);
    expect(deletions(world)).toEqual(["old", "young"]);

    const guarded = kept();
    const refused = await snapshot(guarded, ["--prune", "--keep-days", "7"], {
      deployment: deployment({ isProtected: true }),
    });
    expect(refused).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("--keep-days must be 30 or more"),
    });
    expect(guarded.changes).toEqual([]);
  });

  it("does not go with --no-wait", async () => {
    const world = kept();

    await expect(snapshot(world, ["--prune", "--no-wait"])).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("--prune does not go with --no-wait"),
    });
    expect(world.changes).toEqual([]);
  });

  it("takes whole days only", async () => {
    await expect(snapshot(kept(), ["--keep-days", "soon"])).rejects.toThrow("whole number of days");
  });
});
