import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { STEPS } from "../../../src/functions/rotation/rotation";
import type { RotationBench } from "./bench";
import { describeRotation } from "./use-bench";

/** What may stand between a rotation and its site, and what the step says then. */
const PAUSES: readonly [string, (bench: RotationBench) => Promise<unknown> | void, string][] = [
  [
    "the other site serves",
    (bench) => bench.writeRoles("dr", "dr"),
    "rotation is paused: the active site of payments is dr and its traffic goes to dr, and this function rotates for primary",
  ],
  [
    "a failover is on its way",
    (bench) => bench.writeRoles("dr", "primary"),
    "rotation is paused: the active site of payments is dr and its traffic goes to primary",
  ],
  [
    "a failback is on its way",
    (bench) => bench.writeRoles("primary", "dr"),
    "rotation is paused: the active site of payments is primary and its traffic goes to dr",
  ],
  [
    "nobody has written who serves",
    () => void (process.env["SYSTEM"] = "streamflix"),
    "rotation is paused: can't read which site serves from payments-role-dr-dev in us-east-2: there is no role record of streamflix",
  ],
  [
    "there is no role record",
    () => void (process.env["ROLE_TABLE"] = "none"),
    "rotation is paused: can't read which site serves from none in us-east-2: ResourceNotFoundException",
  ],
  [
    "the other region does not answer",
    () => void (process.env["AWS_ENDPOINT_URL_DYNAMODB"] = "http://127.0.0.1:1"),
    "rotation is paused: can't read which site serves from payments-role-dr-dev in us-east-2: ",
  ],
];

describeRotation("a rotation while its site may not serve", (rotating) => {
  test.each(PAUSES)("refuses every step and changes nothing where %s", async (_case, pause, message) => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const version = await bench.begin(secret);
    for (const [done, step] of STEPS.entries()) {
      const before = [await bench.roles(), await bench.stages(secret), await bench.content(secret)];
      await pause(bench);
      await expect(bench.step(secret, version, step)).rejects.toThrow(message);
      expect([await bench.roles(), await bench.stages(secret), await bench.content(secret)]).toEqual(before);
      expect(rotating.functionLog()).toContain(message);

      delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
      Object.assign(process.env, { SYSTEM: "payments", ROLE_TABLE: "payments-role-dr-dev" });
      await bench.writeRoles("primary", "primary");
      // Where it stopped it goes on, as soon as the site serves again.
      await bench.step(secret, version, STEPS[done] ?? step);
    }
    expect(await bench.letsIn(await bench.content(secret))).toBe(true);
    expect((await bench.stages(secret))[version]).toContain("AWSCURRENT");
  });

  test("does not wait for a region that takes the connection and says nothing", async () => {
    const { bench } = rotating;
    const secret = await bench.makeServiceSecret("service");
    const version = await bench.begin(secret);
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket)).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    process.env["AWS_ENDPOINT_URL_DYNAMODB"] = `http://127.0.0.1:${port}`;
    const patience = AbortSignal.timeout(15_000);
    try {
      const impatient = once(patience, "abort").then(() => Promise.reject(new Error("it waits")));
      const step = Promise.race([bench.step(secret, version, "createSecret"), impatient]);
      await expect(step).rejects.toThrow("rotation is paused: can't read which site serves");
    } finally {
      delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
      silent.close();
      sockets.forEach((socket) => socket.destroy());
    }
  });
});
