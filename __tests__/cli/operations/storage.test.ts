import type { Command } from "commander";
import { failbackCommand } from "../../../src/cli/commands/failback";
import { failoverCommand } from "../../../src/cli/commands/failover";
import { reprotectCommand } from "../../../src/cli/commands/reprotect";
import { StorageWorld, storageDeployment } from "../../failover/operate/storage-world";
import { runOperation, type RunOptions } from "./support";

type CommandOf = (...args: Parameters<typeof failoverCommand>) => Command;

const running =
  (command: CommandOf) =>
  (world: StorageWorld, args: readonly string[] = [], options: RunOptions = {}) =>
    runOperation(command, ["payments", ...args], world, {}, { deployment: storageDeployment(), ...options });

const failover = running(failoverCommand);
const failback = running(failbackCommand);
const reprotect = running(reprotectCommand);

const inputs = (world: StorageWorld) =>
  world.changes
    .filter(({ name }) => name === "StartExecution")
    .map(({ site, input }) => [site, JSON.parse((input as { input: string }).input) as object]);

const stopDatabase = (world: StorageWorld) => {
  world.instances.dr = { follows: "nobody", status: "available" };
};
const stopFiles = (world: StorageWorld) => {
  Object.assign(world.files, { source: undefined, protection: { primary: "ENABLED", dr: "ENABLED" } });
};

describe("a failover of a replica and of copied files", () => {
  it("says how far both are", async () => {
    const { exitCode, stdout } = await failover(new StorageWorld(), ["--yes"]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "ok      Database in us-east-2: films-rds-dr-dev is available, under 1 s behind",
    );
    expect(stdout).toContain("ok      Files in us-east-2: fs-dr is a copy, complete 1 min ago");
  });

  it.each<[string, (world: StorageWorld) => void, string]>([
    ["a database that follows nobody", stopDatabase, "films-rds-dr-dev follows nobody, so it lacks"],
    [
      "a database that is being made",
      (world) => {
        world.instances.dr = { follows: "primary", status: "creating" };
      },
      "films-rds-dr-dev is still being made, so it lacks",
    ],
    ["files that are no copy", stopFiles, "fs-dr is no copy, so it lacks"],
  ])("is refused with %s", async (_what, prepare, detail) => {
    const world = new StorageWorld();
    prepare(world);
    const run = await failover(world, ["--yes"]);

    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(detail) });
    expect(run.stderr).toContain("npm run standby -- reprotect payments");
    expect(run.stderr).toContain("add --accept-stale-data");
    expect(world.changes).toEqual([]);
  });

  it("is refused without an instance, also with --accept-stale-data", async () => {
    const world = new StorageWorld();
    world.instances.dr = undefined;
    const run = await failover(world, ["--accept-stale-data"], { typed: "us-east-2 may lack data" });

    expect(run).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("there is no instance films-rds-dr-dev"),
    });
    expect(world.changes).toEqual([]);
  });

  it("goes on where the takeover had promoted and stopped half-way", async () => {
    const world = new StorageWorld();
    world.takeRole("dr");
    stopDatabase(world);
    stopFiles(world);
    const { exitCode, stdout } = await failover(world, ["--yes"]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("films-rds-dr-dev takes writes already");
    expect(stdout).toContain("fs-dr takes writes already");
  });

  it.each<[string, (world: StorageWorld) => void, string]>([
    [
      "a database in trouble",
      (world) => {
        world.instances.dr = { follows: "primary", status: "storage-full" };
      },
      "warning Database in us-east-2: films-rds-dr-dev is storage-full",
    ],
    [
      "a lag that nobody knows",
      (world) => {
        world.lagSeconds = undefined;
      },
      "its lag is unknown",
    ],
    [
      "old files",
      (world) => {
        world.files.ageSeconds = 3600;
      },
      "warning Files in us-east-2: the files in us-east-2 are 1 h old",
    ],
  ])("is only warned of %s", async (_what, prepare, message) => {
    const world = new StorageWorld();
    prepare(world);

    await expect(failover(world, ["--yes"])).resolves.toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining(message),
    });
  });
});

describe("--accept-stale-data", () => {
  it("says what is lost, needs a sentence, and tells the machine", async () => {
    const world = new StorageWorld();
    stopDatabase(world);
    const run = await failover(world, ["--accept-stale-data"], { typed: "us-east-2 may lack data" });

    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain("so it lacks what the other site has written since: that is lost");
    expect(run.stderr).toContain("everything that was written since is lost");
    expect(inputs(world)).toEqual([
      ["dr", { mode: "failover", trigger: "operator", reason: "standby failover", acceptStale: true }],
    ]);
  });

  it.each([
    [["--yes"], undefined, "--yes is no answer"],
    [[], "payments", "Not confirmed"],
  ])("takes no other answer (%j, typed %s)", async (args, typed, message) => {
    const world = new StorageWorld();
    const options = typed === undefined ? {} : { typed };
    const run = await failover(world, ["--accept-stale-data", ...args], options);

    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(message) });
    expect(world.changes).toEqual([]);
  });

  it("does not go with a switchover", async () => {
    await expect(
      failover(new StorageWorld(), ["--accept-stale-data", "--switchover"]),
    ).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("does not go with --switchover"),
    });
  });
});

describe("a failback of a replica and of copied files", () => {
  function protectedAgain(prepare: (world: StorageWorld) => void = () => undefined) {
    const world = new StorageWorld();
    world.failOver();
    world.protect();
    prepare(world);
    return world;
  }

  it("switches over, lets the DR site follow, and names the apply", async () => {
    const world = protectedAgain();
    const run = await failback(world, ["--yes"]);

    expect(run.exitCode).toBe(0);
    expect(inputs(world).map(([site]) => site)).toEqual(["primary", "dr"]);
    expect(run.stdout).toMatch(/npx cdktf deploy payments-primary +lets files be copied again/);
  });

  it("waits in the machine for a source that is idle", async () => {
    const world = protectedAgain((idle) => {
      idle.lagSeconds = 240;
    });

    await expect(failback(world, ["--yes"])).resolves.toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("the state machine waits until everything is there before it promotes"),
    });
  });

  it.each<[string, (world: StorageWorld) => void, string, string]>([
    [
      "a stale database",
      (world) => {
        world.instances.primary = { follows: "nobody", status: "available" };
      },
      "films-rds-dev follows nobody",
      "npm run standby -- reprotect payments",
    ],
    [
      "a database far behind",
      (world) => {
        world.lagSeconds = 301;
      },
      "5 min 1 s behind",
      "up to date",
    ],
    [
      "a database in trouble",
      (world) => {
        world.instances.primary = { follows: "dr", status: "modifying" };
      },
      "films-rds-dev is modifying",
      "wait until it is available",
    ],
    [
      "files that are not copied yet",
      (world) => {
        Object.assign(world.files, { source: undefined, protection: { primary: "DISABLED", dr: "ENABLED" } });
      },
      "fs-primary is no copy",
      "-> apply payments-primary first: npx cdktf deploy payments-primary",
    ],
    [
      "files that are guarded against the copying",
      (world) => {
        Object.assign(world.files, { source: undefined, protection: { primary: "ENABLED", dr: "ENABLED" } });
      },
      "fs-primary is no copy",
      "reprotect payments, and then apply payments-primary first",
    ],
    [
      "old files",
      (world) => {
        world.files.ageSeconds = 901;
      },
      "the files in us-east-1 are 15 min 1 s old",
      "wait until the copy is fresh",
    ],
    [
      "files that are stuck",
      (world) => {
        world.files.status = "PAUSED";
      },
      "the copying of files to us-east-1 is in state PAUSED",
      "wait until the copy is fresh",
    ],
  ])("is refused with %s", async (_what, prepare, detail, fix) => {
    const world = protectedAgain(prepare);
    const run = await failback(world, ["--yes"]);

    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(detail) });
    expect(run.stderr).toContain(fix);
    expect(world.changes).toEqual([]);
  });
});

describe("a re-protection that makes an instance anew", () => {
  function failedOver() {
    const world = new StorageWorld();
    world.failOver();
    return world;
  }

  it("says what it deletes, asks, and names the apply", async () => {
    const world = failedOver();
    const run = await reprotect(world, [], { typed: "payments" });

    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain("films-rds-dev follows nobody: it is deleted after a final snapshot");
    expect(run.stderr).toContain("Type payments to let it go.");
    expect(inputs(world)).toMatchObject([["primary", { mode: "reprotect" }]]);
    expect(run.stdout).toMatch(
      /npx cdktf deploy payments-primary +lets files be copied again[^]*failback payments/,
    );
  });

  it.each([
    [undefined, "or add --yes"],
    ["no", "Not confirmed"],
  ])("starts nothing without a yes (typed %s)", async (typed, message) => {
    const world = failedOver();
    const run = await reprotect(world, [], typed === undefined ? {} : { typed });

    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(message) });
    expect(world.changes).toEqual([]);
  });

  it("takes --yes for an answer", async () => {
    const world = failedOver();

    await expect(reprotect(world, ["--yes"])).resolves.toMatchObject({ exitCode: 0 });
    expect(inputs(world)).toHaveLength(1);
  });

  it("asks nothing where the instance follows already", async () => {
    const world = failedOver();
    world.protect();

    await expect(reprotect(world)).resolves.toMatchObject({ exitCode: 0 });
  });
});
