import { ExecutionAlreadyExists } from "@aws-sdk/client-sfn";
import { startExecution } from "../../../src/failover/operate/machine";
import { deployment, REGIONS, World } from "./world";

const INPUT = { mode: "failover", trigger: "operator", reason: "test" } as const;

describe("startExecution", () => {
  const start = (world: World) =>
    startExecution(world.clientsOf(REGIONS.dr), deployment().sites.dr.machineArn, 3, INPUT);

  it("derives the name from mode, epoch and the executions before", async () => {
    const world = new World();
    expect(await start(world)).toMatch(/:failover-e3-1$/);
    world.startElsewhere("dr", INPUT, "failover-e3-7");
    world.startElsewhere("dr", INPUT, "failover-e33-9");
    world.startElsewhere("dr", INPUT, "failover-e3-text");

    expect(await start(world)).toMatch(/:failover-e3-8$/);
  });

  it("says when somebody else was faster", async () => {
    const world = new World();
    world.failures.StartExecution = [new ExecutionAlreadyExists({ message: "taken", $metadata: {} })];

    await expect(start(world)).resolves.toBeUndefined();
  });
});
