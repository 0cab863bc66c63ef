import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drillCommand } from "../../../src/cli/commands/drill";
import type { DrillReport } from "../../../src/cli/actions/drill/drill";
import { plan, seconds } from "../../failover/plans";
import { Callers } from "../../failover/operate/callers";
import { deployment, World } from "../../failover/operate/world";
import { awsError } from "../../failover/status/world";
import { runOperation, temporaryFolder, type RunOptions } from "./support";

const folder = temporaryFolder();

function drill(
  world: World,
  args: readonly string[] = [],
  options: RunOptions = {},
  callers = new Callers(world),
) {
  const { siteClient } = callers;
  return runOperation(
    drillCommand,
    ["payments", ...args],
    world,
    { siteClient },
    { root: folder(), ...options },
  );
}

const changes = (world: World) => world.changes.map(({ site, name }) => `${site} ${name}`);
const journal = () => join(folder(), ".standby", "drills", "payments-dev.json");
const report = (): DrillReport =>
  JSON.parse(readFileSync(join(folder(), "drills", "2026-01-01-payments-dev.json"), "utf8")) as DrillReport;
const page = () => readFileSync(join(folder(), "drills", "2026-01-01-payments-dev.md"), "utf8");

describe("standby drill", () => {
  it("breaks the primary site, fails over, measures, takes everything back, and reports", async () => {
    const world = new World();
    const run = await drill(world, [], { typed: "payments" });

    expect(run.exitCode).toBe(0);
    expect(changes(world)).toEqual([
      "primary RegisterScalableTarget",
      "primary UpdateService",
      "dr StartExecution",
      "primary RegisterScalableTarget",
      "primary UpdateService",
      "primary StartExecution",
      "primary StartExecution",
      "dr StartExecution",
      "dr Put",
    ]);
    expect(world.record).toMatchObject({ active_site: "primary", traffic_site: "primary", epoch: 5 });
    expect(world.services.primary).toMatchObject({ running: 10, minimum: 10, isSuspended: false });
    expect(existsSync(journal())).toBe(false);
    expect(world.items["payments#drill"]).toMatchObject({
      finished_at: expect.stringMatching(/^2026-01-01T00:22/),
      recovery_seconds: 107,
      lost_seconds: 0,
      succeeded: true,
      mode: "failover",
    });
    for (const part of [
      "Drill passed.",
      "Recovery time   1 min 47 s, objective 15 min",
      "Recovery point  0 s",
      "Report: ",
    ]) {
      expect(run.stdout).toContain(part);
    }
  });

  it("suspends scaling and ends the tasks of the site that serves", async () => {
    const world = new World();
    await drill(world, ["--yes"]);

    expect(world.changes.slice(0, 2).map(({ input }) => input)).toEqual([
      expect.objectContaining({
        MinCapacity: 10,
        SuspendedState: {
          DynamicScalingInSuspended: true,
          DynamicScalingOutSuspended: true,
          ScheduledScalingSuspended: true,
        },
      }),
      { cluster: "payments-cluster-dev", service: "payments-service-dev", desiredCount: 0 },
    ]);
  });

  it("writes a page and a document with everything in them", async () => {
    const world = new World();
    await drill(world, ["--yes"]);

    expect(report()).toMatchObject({
      ok: true,
      drill: {
        mode: "failover",
        detectionSeconds: 40,
        takeover: { site: "dr", epoch: 4, recoverySeconds: 67, lostSeconds: 0 },
        failback: { site: "primary", epoch: 5, recoverySeconds: 2 },
        canaries: { unanswered: expect.any(Number) },
        misses: [],
      },
      runs: [{ mode: "failover" }, { mode: "reprotect" }, { mode: "switchover" }, { mode: "reprotect" }],
    });
    for (const part of [
      "# Drill of payments in dev, 2026-01-01",
      "**Passed.** A failover from primary to dr and back",
      "| recovery time | 1 min 47 s | 15 min | yes |",
      "| recovery point | 0 s | 5 min | yes |",
      "holds 1 min 7 s without an acknowledged write, as measured, and 40 s for the detection",
      "- To dr, epoch 4: last acknowledged write before at 2026-01-01T00:00:0",
      "### failover at dr: succeeded after 1 min 9 s",
      "| 5 s | Do promote | 1 min | 1 min 30 s | 4 min | done |",
    ]) {
      expect(page()).toContain(part);
    }
  });

  it("numbers a second report of the same day", async () => {
    await drill(new World(), ["--yes"]);
    await drill(new World(), ["--yes"]);

    expect(readdirSync(join(folder(), "drills")).sort()).toEqual([
      "2026-01-01-payments-dev-2.json",
      "2026-01-01-payments-dev-2.md",
      "2026-01-01-payments-dev.json",
      "2026-01-01-payments-dev.md",
    ]);
  });

  it("injects nothing for a switchover, which needs no detection", async () => {
    const world = new World();
    const run = await drill(world, ["--mode", "switchover", "--yes", "--json"]);

    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(changes(world)).not.toContain("primary RegisterScalableTarget");
    expect(JSON.parse(run.stdout)).toMatchObject({ drill: { mode: "switchover", detectionSeconds: 0 } });
  });

  it("leaves the system at the DR site with --stay", async () => {
    const world = new World();
    const run = await drill(world, ["--yes", "--stay"]);

    expect(run.exitCode).toBe(0);
    expect(world.record.active_site).toBe("dr");
    // It has lost its role: what is given back is the size of a standby.
    expect(world.services.primary).toMatchObject({ desired: 2, minimum: 2, isSuspended: false });
    expect(page()).toContain("which serves now");
  });
});

describe("what a drill measures", () => {
  it("is the age of the newest write that did not come over", async () => {
    const world = new World();
    const callers = new Callers(world);
    callers.replicationMs = 4_500;
    // Nothing ends the site's writes before it loses the role, so the last ones have not come over.
    await drill(world, ["--yes", "--mode", "switchover", "--stay"], {}, callers);

    expect(report().drill?.takeover?.lostSeconds).toBe(4);
  });

  it("misses an objective that is missed, with exit code 1", async () => {
    const world = new World();
    const strict = deployment();
    const objectives = { recoveryTimeMinutes: 1, recoveryPointMinutes: 5 };
    const sites = { ...strict.sites, dr: { ...strict.sites.dr, plan: plan({ objectives }) } };
    const run = await drill(world, ["--yes"], { deployment: { ...strict, sites } });

    expect(run).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining("Drill not passed."),
      stderr: expect.stringContaining("recovery time 1 min 47 s, the objective is 1 min"),
    });
    expect(world.items["payments#drill"]).toMatchObject({ succeeded: false });
    expect(world.record.active_site).toBe("primary");
    expect(page()).toContain("| recovery time | 1 min 47 s | 1 min | **no** |");
  });

  it("is nothing where callers never arrive, which is told", async () => {
    const world = new World();
    const callers = new Callers(world);
    callers.leadsTo = "primary";
    const slow = deployment();
    const propagation = [{ title: "Names follow", duration: seconds(1, 5) }];
    const sites = { ...slow.sites, dr: { ...slow.sites.dr, plan: plan({ propagation }) } };
    const run = await drill(world, ["--yes", "--stay"], { deployment: { ...slow, sites } }, callers);

    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("callers did not arrive at dr within 125 s: docs/runbooks/dns-switch.md");
    expect(run.stderr).toContain("were not measured");
    expect(world.items).not.toHaveProperty(["payments#drill"]);
  });

  it("is told where it can't be written down", async () => {
    const world = new World();
    world.failures.Put = [Object.assign(awsError("AccessDenied", "no"), { $metadata: {} })];
    const run = await drill(world, ["--yes"]);

    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("could not be written down") });
  });
});

describe("the injection", () => {
  it("is taken back where the failover fails", async () => {
    const world = new World();
    world.scripts["dr failover"] = [{ id: "confirm", seconds: 5, fails: true, isFatal: true }];
    const run = await drill(world, ["--yes"]);

    expect(run.exitCode).toBe(1);
    expect(world.services.primary).toEqual({
      running: 10,
      desired: 10,
      minimum: 10,
      maximum: 50,
      isSuspended: false,
    });
    expect(run.stdout).toContain("npm run standby -- failover payments --to dr");
    expect(changes(world).filter((change) => change.endsWith("StartExecution"))).toHaveLength(1);
  });

  it("is taken back after Ctrl-C", async () => {
    const world = new World();
    world.virtual.at(20_500, () => process.emit("SIGINT"));
    const run = await drill(world, ["--yes"]);

    expect(run).toMatchObject({
      exitCode: 130,
      stderr: expect.stringMatching(
        /Injection taken back[^]*The takeover goes on in AWS: npm run standby -- failover payments --follow/,
      ),
    });
    expect(world.services.primary).toMatchObject({ desired: 10, isSuspended: false });
  });

  it("is taken back where the start fails", async () => {
    const world = new World();
    world.failures.StartExecution = [Object.assign(awsError("AccessDenied", "no"), { $metadata: {} })];
    const run = await drill(world, ["--yes"]);

    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("not allowed: no") });
    expect(world.services.primary).toMatchObject({ desired: 10, isSuspended: false });
  });

  it("is handed to a human where it can't be taken back", async () => {
    const world = new World();
    world.scripts["dr failover"] = [
      {
        id: "confirm",
        seconds: 5,
        fails: true,
        isFatal: true,
        effect: () => {
          world.failures.RegisterScalableTarget = [
            Object.assign(awsError("AccessDenied", "no"), { $metadata: {} }),
          ];
        },
      },
    ];
    const run = await drill(world, ["--yes"]);

    expect(run.exitCode).toBe(1);
    for (const part of [
      "The injection could not be taken back (not allowed: no). Do it by hand:",
      "--resource-id service/payments-cluster-dev/payments-service-dev --min-capacity 10 --max-capacity 50",
      "aws ecs update-service --region us-east-1 --cluster payments-cluster-dev --service payments-service-dev --desired-count 10",
    ]) {
      expect(run.stderr).toContain(part);
    }
    expect(JSON.parse(readFileSync(journal(), "utf8"))).toHaveProperty("injection");
  });

  it("of a drill whose process was killed is taken back by the next one", async () => {
    const world = new World();
    world.scripts["dr failover"] = [
      {
        id: "confirm",
        seconds: 5,
        fails: true,
        isFatal: true,
        effect: () => {
          world.failures.RegisterScalableTarget = [
            Object.assign(awsError("AccessDenied", "no"), { $metadata: {} }),
          ];
        },
      },
    ];
    await drill(world, ["--yes"]);
    expect(world.services.primary).toMatchObject({ desired: 0, isSuspended: true });

    // What is broken must not become what is given back.
    world.failures.RegisterScalableTarget = [
      Object.assign(awsError("AccessDenied", "no"), { $metadata: {} }),
    ];
    await expect(drill(world, ["--yes"])).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("an earlier drill still holds the service down"),
    });

    const run = await drill(world);

    expect(run.stderr).toContain(
      "Injection taken back: payments-service-dev has 10 tasks and its scaling again.",
    );
    expect(world.services.primary).toMatchObject({ desired: 10, isSuspended: false });
  });
});

describe("a drill that was interrupted", () => {
  it("goes on with the way back", async () => {
    const world = new World();
    world.virtual.at(20_500, () => process.emit("SIGINT"));
    await drill(world, ["--yes"]);
    await world.virtual.run();
    expect(world.record.active_site).toBe("dr");

    const run = await drill(world, ["--yes"]);

    expect(world.record.active_site).toBe("primary");
    expect(run).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/was interrupted: going on with its way back[^]*were not measured/),
    });
    expect(page()).toContain("the takeover itself was not measured");
    expect(existsSync(journal())).toBe(false);
  });

  it("says how to go on where the primary site does not stand by again", async () => {
    const world = new World();
    world.scripts["primary reprotect"] = [{ id: "rebuild", seconds: 5, fails: true, isFatal: true }];
    const run = await drill(world, ["--yes"]);

    expect(run).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining("npm run standby -- drill payments"),
      stderr: expect.stringContaining("primary does not stand by again, so payments stays where it is."),
    });
    expect(existsSync(journal())).toBe(true);
    expect(world.items["payments#drill"]).toMatchObject({ succeeded: false });
  });

  it("is not begun where the journal can't be read", async () => {
    const world = new World();
    world.scripts["primary reprotect"] = [{ id: "rebuild", seconds: 5, fails: true, isFatal: true }];
    await drill(world, ["--yes"]);
    writeFileSync(journal(), "{");
    const before = world.changes.length;

    await expect(drill(world, ["--yes"])).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("makes no sense. It names what a drill injected"),
    });
    expect(world.changes).toHaveLength(before);
  });
});

describe("what stops a drill", () => {
  it.each<[string, (world: World, callers: Callers) => void, RunOptions, string]>([
    [
      "a service without canaries",
      (_world, callers) => {
        callers.hasCanaries = false;
      },
      {},
      "takes no canaries (status 404)",
    ],
    [
      "a service that callers can't reach",
      (world) => Object.assign(world.services.primary, { running: 0 }),
      {},
      "takes no canaries (no answer)",
    ],
    [
      "the DR site serving",
      (world) => {
        world.takeRole("dr");
        world.openTraffic("dr");
      },
      {},
      "A drill begins at the primary site. Bring payments back first",
    ],
  ])("is %s, before anything is broken", async (_what, prepare, options, message) => {
    const world = new World();
    const callers = new Callers(world);
    prepare(world, callers);
    const run = await drill(world, ["--yes"], options, callers);

    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(message) });
    expect(world.changes).toEqual([]);
    expect(existsSync(join(folder(), "drills"))).toBe(false);
  });

  it("is a system without a public name", async () => {
    const world = new World();
    const { endpoint: _none, ...nameless } = deployment();

    await expect(drill(world, ["--yes"], { deployment: nameless })).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("set domain in the environment"),
    });
  });
});

describe("a protected environment", () => {
  const isProtected = { deployment: deployment({ isProtected: true }) };

  it("is drilled by a switchover where nothing else is said", async () => {
    const world = new World();

    await expect(drill(world, ["--yes"], isProtected)).resolves.toMatchObject({ exitCode: 0 });
    expect(report().drill?.mode).toBe("switchover");
  });

  it("is not failed over without somebody who types it", async () => {
    const world = new World();
    const run = await drill(world, ["--yes", "--mode", "failover"], isProtected);

    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("--yes is no answer") });
    expect(world.changes).toEqual([]);
    await expect(
      drill(world, ["--mode", "failover"], { ...isProtected, typed: "payments" }),
    ).resolves.toMatchObject({ exitCode: 0 });
  });
});
