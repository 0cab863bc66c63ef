import { failoverCommand } from "../../../src/cli/commands/failover";
import { awsError } from "../../failover/status/world";
import { deployment, World } from "../../failover/operate/world";
import { runOperation, type RunOptions } from "./support";

function failover(world: World, args: readonly string[] = [], options: RunOptions = {}) {
  return runOperation(failoverCommand, ["payments", ...args], world, {}, options);
}

const started = (world: World) => world.changes.filter(({ name }) => name === "StartExecution");
const inputOf = (world: World) => JSON.parse((started(world)[0]?.input as { input: string }).input) as object;

describe("standby failover", () => {
  it("checks, says what will happen, has it confirmed, follows, and says what to do next", async () => {
    const world = new World();
    const run = await failover(world, ["--reason", "it burns"], { typed: "payments" });

    expect(run.exitCode).toBe(0);
    expect(inputOf(world)).toEqual({ mode: "failover", trigger: "operator", reason: "it burns" });
    expect(world.record).toMatchObject({ active_site: "dr", traffic_site: "dr", epoch: 4 });
    for (const part of [
      "ok      Database in us-east-2: payments-database-dr-dev is available, under 1 s behind",
      "payments: failover from primary (us-east-1) to dr (us-east-2)",
      "Epoch 3 -> 4",
      "Do promote  1 min 30 s, at most 4 min",
      "What may be lost:",
      "Now the database is under 1 s behind.",
      "payments: failover at dr succeeded after 1 min 9 s.",
      "Callers were let in after 1 min 6 s.",
      "Measured loss: the last under 1 s.",
      "npm run standby -- reprotect payments",
    ]) {
      expect(run.stdout).toContain(part);
    }
    expect(run.stderr).toContain("Type payments to move it from primary (us-east-1) to dr (us-east-2).");
    expect(run.stderr).toMatch(
      /0:05 {2}Do promote \.\.\. expected 1 min 30 s, at most 4 min\n1:05 {2}done {2}Do promote: 1 min/,
    );
  });

  it("changes nothing in a dry run", async () => {
    const world = new World();
    const run = await failover(world, ["--dry-run"]);

    expect(run.exitCode).toBe(0);
    expect(world.changes).toEqual([]);
    expect(run.stdout).toContain("A dry run: nothing was started.");
    expect(run.stdout).toContain("npm run standby -- failover payments");
  });

  it("prints one document with --json", async () => {
    const world = new World();
    const run = await failover(world, ["--json", "--yes"]);

    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(run.stdout)).toMatchObject({
      ok: true,
      command: "failover",
      preview: { target: "dr", epoch: { now: 3, next: 4 } },
      runs: [
        { site: "dr", mode: "failover", status: "SUCCEEDED", lostSeconds: 0.4, execution: "failover-e3-1" },
      ],
      problems: [],
    });
  });

  it("switches over without loss while both sites work", async () => {
    const world = new World();
    const run = await failover(world, ["--switchover", "--yes"]);

    expect(run.exitCode).toBe(0);
    expect(inputOf(world)).toMatchObject({ mode: "switchover" });
    expect(run.stdout).toContain("Nothing is lost: it waits until the other site has everything.");
  });

  it("goes without the region that is gone", async () => {
    const world = new World();
    world.down.add("primary");
    const run = await failover(world, ["--yes"]);

    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/ok +The other site, primary \(us-east-1\): does not answer/);
  });

  it("repeats the environment in the commands that it names", async () => {
    const run = await failover(new World(), ["--dry-run"], { variables: { STANDBY_ENV: "prod" } });

    expect(run.stdout).toContain("STANDBY_ENV=prod npm run standby -- failover payments");
  });
});

describe("the confirmation", () => {
  it("starts nothing where something else is typed", async () => {
    const world = new World();
    const run = await failover(world, [], { typed: "yes" });

    expect(run).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("Not confirmed: nothing was started."),
    });
    expect(world.changes).toEqual([]);
  });

  it("refuses where nobody can be asked", async () => {
    const world = new World();
    const run = await failover(world);

    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("or add --yes") });
    expect(world.changes).toEqual([]);
  });
});

describe("what stops a failover", () => {
  it.each<[string, (world: World) => void, string[], string, string]>([
    [
      "an execution that runs",
      (world) => world.startElsewhere("dr", { mode: "failover", trigger: "alarm", reason: "unreachable" }),
      [],
      "execution from-an-alarm runs since 2026-01-01T00:00:00.000Z: failover, started by alarm (unreachable)",
      "npm run standby -- failover payments --follow",
    ],
    [
      "a lock whose holder can't be asked",
      (world) => {
        world.items["payments#lock"] = {
          holder: "arn:of:a:lost:execution",
          taken_at: "2026-01-01T00:00:00Z",
        };
        world.down.add("primary");
      },
      [],
      "the lock is held by arn:of:a:lost:execution since 2026-01-01T00:00:00Z",
      "us-east-1 does not answer. If it can't run any more: add --break-lock",
    ],
    [
      "a system that is not deployed",
      (world) => {
        world.failures.Get = Array.from({ length: 4 }, () => awsError("ResourceNotFoundException"));
      },
      [],
      "payments is not deployed in environment dev",
      "npx cdktf deploy payments-primary payments-dr",
    ],
    [
      "a state machine that is not deployed",
      (world) => {
        world.failures.ListExecutions = [1, 2].map(() => awsError("StateMachineDoesNotExist"));
      },
      [],
      "there is no state machine payments-failover-dr-dev",
      "npx cdktf deploy payments-dr",
    ],
    [
      "a database that is no member",
      (world) => world.database.members.pop(),
      [],
      "payments-database-dr-dev is no member of payments-database-global-dev",
      "Last resort",
    ],
    [
      "a switchover to a database far behind",
      (world) => {
        world.database.lagMilliseconds = 90_000;
      },
      ["--switchover"],
      "1 min 30 s behind",
      "at most 10 s behind",
    ],
    [
      "a switchover from a region that is gone",
      (world) => world.down.add("primary"),
      ["--switchover"],
      "The other site, primary (us-east-1)",
      "npm run standby -- failover payments",
    ],
    [
      "a site that serves already",
      () => undefined,
      ["--to", "primary", "--switchover"],
      "primary (us-east-1) serves already, epoch 3",
      "name the other site with --to",
    ],
    [
      "no region that answers",
      (world) => {
        world.down.add("primary").add("dr");
      },
      ["--to", "dr"],
      "neither region says who serves",
      "npm run standby -- runbook payments",
    ],
  ])("is %s", async (_what, prepare, args, detail, fix) => {
    const world = new World();
    prepare(world);
    const before = world.executions.length;
    const run = await failover(world, ["--yes", ...args]);

    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("Nothing was started");
    expect(run.stderr).toContain(detail);
    expect(run.stderr).toContain(fix);
    expect(world.executions).toHaveLength(before);
  });

  it("is told all at once", async () => {
    const world = new World();
    world.database.members.pop();
    const run = await failover(world, ["--yes", "--json"], { deployment: deployment({ hasImage: false }) });

    expect(JSON.parse(run.stdout)).toMatchObject({
      ok: false,
      exitCode: 1,
      problems: [
        { check: "database-dr" },
        { check: "service-dr", fix: expect.stringContaining("imageDigest") },
      ],
    });
  });

  it.each<[string, (world: World) => void, string]>([
    [
      "another account",
      (world) => {
        world.account = "999999999999";
      },
      'belong to 999999999999, the environment "dev" to 111122223333',
    ],
    [
      "expired credentials",
      (world) => {
        world.failures.GetCallerIdentity = [awsError("ExpiredTokenException")];
      },
      "the AWS credentials have expired: sign in again",
    ],
    [
      "no credentials",
      (world) => {
        world.failures.GetCallerIdentity = [awsError("CredentialsProviderError")];
      },
      "no AWS credentials found",
    ],
  ])("is %s, before anything else is asked", async (_what, prepare, message) => {
    const world = new World();
    prepare(world);
    const run = await failover(world, ["--yes"]);

    expect(run).toMatchObject({ exitCode: 1, stdout: "", stderr: expect.stringContaining(message) });
    expect(world.changes).toEqual([]);
  });
});

describe("what only warns", () => {
  it.each<[string, (world: World) => void, string]>([
    ["a site that still answers", () => undefined, "add --switchover: nothing is lost then"],
    ["no warm task", (world) => Object.assign(world.services.dr, { running: 0 }), "nothing is warm"],
    [
      "a lock that was left behind",
      (world) => {
        world.items["payments#lock"] = { holder: "arn:ended", taken_at: "2026-01-01T00:00:00Z" };
      },
      "arn:ended since 2026-01-01T00:00:00Z, which has ended: is taken over",
    ],
  ])("is %s", async (_what, prepare, message) => {
    const world = new World();
    prepare(world);
    const run = await failover(world, ["--yes"]);

    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain(message);
  });

  it("takes a lock that was left behind", async () => {
    const world = new World();
    world.items["payments#lock"] = { holder: "arn:ended" };
    await failover(world, ["--yes"]);

    expect(inputOf(world)).toMatchObject({ breakLock: true });
  });
});

describe("--break-lock", () => {
  it("stops what runs, and then starts", async () => {
    const world = new World();
    world.startElsewhere("primary", { mode: "reprotect", trigger: "operator", reason: "slow" });
    const run = await failover(world, ["--yes", "--break-lock"]);

    expect(run.exitCode).toBe(0);
    expect(world.changes.map(({ site, name }) => [site, name])).toEqual([
      ["primary", "StopExecution"],
      ["dr", "StartExecution"],
    ]);
    expect(inputOf(world)).toMatchObject({ breakLock: true });
  });
});

describe("an execution that fails", () => {
  it("says which step and why, and how to go on", async () => {
    const world = new World();
    world.scripts["dr failover"] = [
      { id: "confirm", seconds: 1 },
      { id: "promote", seconds: 2, fails: true, isFatal: true },
    ];
    const run = await failover(world, ["--yes"]);

    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain("payments: failover at dr failed after 3 s.");
    expect(run.stdout).toContain("Failed: Do promote");
    expect(run.stdout).toMatch(/npm run standby -- failover payments --to dr +go on from where it stopped/);
    expect(run.stderr).toContain("us-east-2: PromotionTimedOut");
  });

  it("goes on where it had claimed the role and stopped", async () => {
    const world = new World();
    world.takeRole("dr");
    const run = await failover(world, ["--yes"]);

    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain("callers still go to primary: an earlier takeover stopped half-way");
    expect(started(world)[0]?.site).toBe("dr");
  });

  it("says that the execution goes on where it can't be followed", async () => {
    const world = new World();
    world.virtual.at(10_000, () => {
      world.failures.DescribeExecution = [
        Object.assign(awsError("ExpiredTokenException"), { $metadata: {} }),
      ];
    });

    await expect(failover(world, ["--yes"])).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/expired: sign in again[^]*The execution goes on in AWS. Follow it:/),
    });
  });

  it("shows a defect of its own as one", async () => {
    const world = new World();
    world.failures.StartExecution = [new TypeError("a defect")];

    await expect(failover(world, ["--yes"])).rejects.toThrow("a defect");
  });
});

describe("Ctrl-C", () => {
  it("leaves the execution alone, and says how to follow it again", async () => {
    const world = new World();
    world.virtual.at(10_500, () => process.emit("SIGINT"));
    const run = await failover(world, ["--yes"]);

    expect(run).toMatchObject({
      exitCode: 130,
      stderr: expect.stringContaining(
        "It goes on in AWS. Follow it again: npm run standby -- failover payments --follow",
      ),
    });
    expect(world.changes.map(({ name }) => name)).toEqual(["StartExecution"]);
  });
});

describe("--follow", () => {
  it("attaches to what runs, whoever started it", async () => {
    const world = new World();
    world.startElsewhere("dr", { mode: "failover", trigger: "alarm", reason: "unreachable" });
    const run = await failover(world, ["--follow"]);

    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain("Following failover in us-east-2");
    expect(started(world)).toEqual([]);
  });

  it("shows the last one where nothing runs", async () => {
    const world = new World();
    await failover(world, ["--yes"]);
    const run = await failover(world, ["--follow"]);

    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain("Nothing runs now. The last one:");
    expect(run.stdout).toContain("payments: failover at dr succeeded");
  });

  it("works with a region dead", async () => {
    const world = new World();
    world.down.add("primary");
    world.startElsewhere("dr", { mode: "failover", trigger: "alarm", reason: "unreachable" });

    await expect(failover(world, ["--follow"])).resolves.toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("us-east-1 does not say what runs"),
    });
  });

  it("says so where nothing ever ran", async () => {
    await expect(failover(new World(), ["--follow"])).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("nothing ever ran"),
    });
  });
});

describe("the way to the primary site", () => {
  it("is the failback while the DR region answers", async () => {
    const world = new World();
    world.takeRole("dr");
    world.openTraffic("dr");
    const run = await failover(world, ["--yes"]);

    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("npm run standby -- failback payments");
    expect(run.stderr).toContain("--to primary --dr-region-lost");
    expect(world.changes).toEqual([]);
  });

  it("is named where the DR region is silent", async () => {
    const world = new World();
    world.down.add("dr");

    await expect(failover(world, ["--yes"])).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("npm run standby -- failover payments --to primary --dr-region-lost"),
    });
  });

  it("needs a sentence, typed, with the DR region lost", async () => {
    const world = new World();
    world.down.add("dr");
    const run = await failover(world, ["--to", "primary", "--dr-region-lost"], {
      typed: "us-east-2 takes no writes",
    });

    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain("Epoch 3 -> 13");
    expect(started(world)[0]?.site).toBe("primary");
    expect(inputOf(world)).toMatchObject({ mode: "failover" });
  });

  it.each([
    [["--yes"], undefined, "--yes is no answer"],
    [[], "payments", "Not confirmed"],
  ])("takes no other answer then (%j, typed %s)", async (args, typed, message) => {
    const world = new World();
    world.down.add("dr");
    const options = typed === undefined ? {} : { typed };
    const run = await failover(world, ["--to", "primary", "--dr-region-lost", ...args], options);

    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(message) });
    expect(world.changes).toEqual([]);
  });

  it("says that the DR region answers, if it does", async () => {
    const run = await failover(new World(), ["--to", "primary", "--dr-region-lost", "--dry-run"]);

    expect(run.stdout).toContain("its role record answers, so it is not lost as a whole");
  });

  it("does not mix with a switchover", async () => {
    await expect(failover(new World(), ["--dr-region-lost", "--switchover"])).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("--dr-region-lost goes with --to primary"),
    });
  });
});
