import { reprotectCommand } from "../../../src/cli/commands/reprotect";
import { World } from "../../failover/operate/world";
import { runOperation } from "./support";

const reprotect = (world: World, ...args: readonly string[]) =>
  runOperation(reprotectCommand, ["payments", ...args], world, {});

const starts = (world: World) =>
  world.changes.filter(({ name }) => name === "StartExecution").map(({ site }) => site);

/** The DR site serves. */
function failedOver(): World {
  const world = new World();
  world.takeRole("dr");
  world.openTraffic("dr");
  return world;
}

describe("standby reprotect", () => {
  it("works for the site that does not serve, and names the way back", async () => {
    const world = failedOver();
    const run = await reprotect(world);

    expect(run.exitCode).toBe(0);
    expect(starts(world)).toEqual(["primary"]);
    expect(world.services.primary).toMatchObject({ running: 2, isSuspended: false });
    expect(run.stdout).toContain("npm run standby -- failback payments");
  });

  it("says now and then that it still runs", async () => {
    const world = failedOver();
    const { stderr } = await reprotect(world);

    const still = stderr.split("\n").filter((line) => line.includes("still: Do rebuild"));
    expect(still.length).toBeGreaterThanOrEqual(9);
    expect(still.length).toBeLessThanOrEqual(10);
  });

  it("follows one that runs", async () => {
    const world = failedOver();
    world.startElsewhere("primary", { mode: "reprotect", trigger: "operator", reason: "test" });
    const run = await reprotect(world);

    expect(run).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("Following reprotect in us-east-1"),
    });
    expect(starts(world)).toEqual([]);
  });

  it("hands an emergency record back first", async () => {
    const world = new World();
    world.items["payments#emergency"] = { ...world.record, epoch: 13, reason: "us-east-2 was lost" };
    world.scripts["primary reprotect"] = [
      {
        id: "rebuild",
        seconds: 5,
        effect: () => {
          Object.assign(world.record, { epoch: 14 });
          delete world.items["payments#emergency"];
        },
      },
    ];
    const run = await reprotect(world);

    expect(run.exitCode).toBe(0);
    expect(starts(world)).toEqual(["primary", "dr"]);
    expect(run.stderr).toContain("The emergency record holds: it is handed back first.");
    expect(run.stdout).not.toContain("failback");
  });

  it("stops where the record can't be handed back", async () => {
    const world = new World();
    world.items["payments#emergency"] = { ...world.record, epoch: 13, reason: "us-east-2 was lost" };
    world.scripts["primary reprotect"] = [{ id: "rebuild", seconds: 5, fails: true, isFatal: true }];
    const run = await reprotect(world);

    expect(run).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining("npm run standby -- reprotect payments"),
    });
    expect(starts(world)).toEqual(["primary"]);
  });

  it("is refused while the region that serves does not answer", async () => {
    const world = failedOver();
    world.down.add("primary");

    await expect(reprotect(world)).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("State machine in us-east-1"),
    });
    expect(world.changes).toEqual([]);
  });

  it("changes nothing in a dry run", async () => {
    const world = failedOver();

    await expect(reprotect(world, "--dry-run")).resolves.toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("A dry run"),
    });
    expect(world.changes).toEqual([]);
  });
});
