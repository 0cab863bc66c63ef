import { failbackCommand } from "../../../src/cli/commands/failback";
import { World } from "../../failover/operate/world";
import { runOperation, type RunOptions } from "./support";

function failback(world: World, args: readonly string[] = [], options: RunOptions = {}) {
  return runOperation(failbackCommand, ["payments", ...args], world, {}, options);
}

/** The DR site serves, and the primary site follows. */
function failedOver(): World {
  const world = new World();
  world.takeRole("dr");
  world.openTraffic("dr");
  world.standBy("primary");
  return world;
}

const starts = (world: World) =>
  world.changes
    .filter(({ name }) => name === "StartExecution")
    .map(({ site, input }) => [
      site,
      (JSON.parse((input as { input: string }).input) as { mode: string }).mode,
    ]);

describe("standby failback", () => {
  it("switches over to the primary site, and lets the DR site stand by again", async () => {
    const world = failedOver();
    const run = await failback(world, [], { typed: "payments" });

    expect(run.exitCode).toBe(0);
    expect(starts(world)).toEqual([
      ["primary", "switchover"],
      ["dr", "reprotect"],
    ]);
    expect(world.record).toMatchObject({ active_site: "primary", traffic_site: "primary", epoch: 5 });
    expect(run.stderr).toContain("Type payments to move it from dr (us-east-2) to primary (us-east-1).");
    expect(run.stdout).toContain("Nothing is lost");
    expect(run.stdout).toContain("payments: reprotect at dr succeeded after 10 min.");
  });

  it("follows the re-protection that the takeover has started", async () => {
    const world = failedOver();
    world.scripts["primary switchover"] = [
      { id: "switch-over", seconds: 100, effect: () => world.takeRole("primary") },
      {
        id: "open",
        seconds: 1,
        effect: () => {
          world.openTraffic("primary");
          world.startElsewhere("dr", {
            mode: "reprotect",
            trigger: "operator",
            reason: "after a switchover",
          });
        },
      },
    ];
    const run = await failback(world, ["--yes"]);

    expect(run.exitCode).toBe(0);
    expect(starts(world)).toEqual([["primary", "switchover"]]);
    expect(run.stderr).toContain("Following reprotect in us-east-2");
  });

  it("goes on with the rest where it was interrupted", async () => {
    const world = failedOver();
    world.takeRole("primary");
    world.openTraffic("primary");
    const run = await failback(world, ["--yes"]);

    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain("What is left: let the DR site stand by again.");
    expect(starts(world)).toEqual([["dr", "reprotect"]]);
  });

  it.each<[string, (world: World) => void]>([
    ["that never moved", () => undefined],
    [
      "that is back and protected",
      (world) => {
        world.takeRole("dr");
        world.takeRole("primary");
        world.openTraffic("primary");
        world.startElsewhere("dr", { mode: "reprotect", trigger: "operator", reason: "done" });
        Object.assign(world.executions[0] ?? {}, { status: "SUCCEEDED" });
      },
    ],
  ])("does nothing for a system %s", async (_what, prepare) => {
    const world = new World();
    prepare(world);
    const run = await failback(world, ["--yes"]);

    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("nothing was done") });
    expect(starts(world)).toEqual([]);
  });

  it("changes nothing in a dry run", async () => {
    const world = failedOver();

    await expect(failback(world, ["--dry-run"])).resolves.toMatchObject({ exitCode: 0 });
    expect(world.changes).toEqual([]);
  });

  it.each<[string, (world: World) => void, string]>([
    ["without the DR region", (world) => world.down.add("dr"), "The other site, dr (us-east-2)"],
    [
      "before the primary's database is built anew",
      (world) => {
        world.database.members.shift();
      },
      "npm run standby -- reprotect payments",
    ],
    [
      "while the primary's database is made",
      (world) => {
        world.database.status.primary = "creating";
      },
      "payments-database-dev is creating",
    ],
    [
      "with an emergency record",
      (world) => {
        world.items["payments#emergency"] = {
          ...world.record,
          active_site: "primary",
          epoch: 13,
          reason: "lost",
        };
      },
      "Hand it back first: npm run standby -- reprotect payments",
    ],
  ])("is refused %s", async (_what, prepare, message) => {
    const world = failedOver();
    prepare(world);
    const run = await failback(world, ["--yes"]);

    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(message) });
    expect(world.changes).toEqual([]);
  });

  it("does not re-protect where the switchover failed", async () => {
    const world = failedOver();
    world.scripts["primary switchover"] = [{ id: "switch-over", seconds: 100, fails: true, isFatal: true }];
    const run = await failback(world, ["--yes"]);

    expect(run.exitCode).toBe(1);
    expect(starts(world)).toEqual([["primary", "switchover"]]);
    expect(run.stdout).toContain("npm run standby -- failback payments");
  });
});
