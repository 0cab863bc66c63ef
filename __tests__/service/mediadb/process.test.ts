import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildService } from "../../../src/service/build";
import { describeWithMinistack } from "../../support/ministack";
import { describeWithPostgres } from "../../support/postgres";
import { ask, runFile, until, type RunningFile } from "../process";
import { freePort } from "../world";
import { ADA, makeMediadbWorld, newViewerId, type MediadbWorld } from "./support";

describeWithMinistack("the bundled service of the media database as a process", () => {
  describeWithPostgres("with a database", () => {
    const folder = mkdtempSync(join(tmpdir(), "standby-bundle-"));
    let world: MediadbWorld;
    let running: RunningFile | undefined;

    beforeAll(async () => {
      [world] = await Promise.all([makeMediadbWorld("222222230006"), buildService("mediadb", folder)]);
    });

    afterEach(() => running?.child.kill("SIGKILL"));

    afterAll(async () => {
      rmSync(folder, { recursive: true });
      await world.stop();
    });

    test("takes viewers over TLS, counts requests in its log, and ends when it is told to", async () => {
      const port = await freePort();
      const service = { port, ...runFile(folder, "service.js", { ...world.variables, PORT: String(port) }) };
      running = service;
      await until(async () => (await ask(service, "/v1/ready")).status === 200, service.output);
      const put = { method: "PUT", headers: { "content-type": "application/json" } };
      const id = newViewerId();
      expect(await ask(service, `/v1/viewers/${id}`, put, JSON.stringify(ADA))).toMatchObject({
        status: 200,
        body: { id },
        protocol: "TLSv1.3",
      });
      expect(await ask(service, `/v1/viewers/${id}`, { method: "DELETE" })).toMatchObject({
        status: 200,
        body: { deleted: { viewers: 1 } },
      });
      const health = runFile(folder, "health.js", { PORT: String(port) });
      expect(await health.ended).toBe(0);
      service.child.kill("SIGTERM");
      expect(await service.ended).toBe(0);
      const lines = service.output().trim().split("\n");
      const metrics = lines.filter((line) => line.startsWith('{"_aws"'));
      expect(metrics.map((line) => (JSON.parse(line) as { Route: string }).Route)).toEqual(
        expect.arrayContaining(["PUT /viewers/:id", "DELETE /viewers/:id"]),
      );
      for (const line of lines.filter((each) => !metrics.includes(each))) {
        expect(JSON.parse(line)).toHaveProperty("message");
      }
      expect(service.output()).not.toContain(id);
    });
  });
});
