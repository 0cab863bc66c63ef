import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildService } from "../../../src/service/build";
import { describeWithMinistack } from "../../support/ministack";
import { describeWithPostgres } from "../../support/postgres";
import { ask, runFile, until, type RunningFile } from "../process";
import type { StreamingWorld } from "../streaming-world";
import { freePort } from "../world";
import { makeStreamflixWorld } from "./support";

describeWithMinistack("the bundled streaming service as a process", () => {
  describeWithPostgres("with a database", () => {
    const folder = mkdtempSync(join(tmpdir(), "standby-bundle-"));
    let world: StreamingWorld;
    let running: RunningFile | undefined;

    beforeAll(async () => {
      [world] = await Promise.all([makeStreamflixWorld("222222220003"), buildService("streamflix", folder)]);
    });

    afterEach(() => running?.child.kill("SIGKILL"));

    afterAll(async () => {
      rmSync(folder, { recursive: true });
      await world.stop();
    });

    test("takes titles, media and sessions over TLS, is healthy, and ends when it is told to", async () => {
      const port = await freePort();
      const service = { port, ...runFile(folder, "service.js", { ...world.variables, PORT: String(port) }) };
      running = service;
      await until(async () => (await ask(service, "/ready")).status === 200, service.output);
      const json = { "content-type": "application/json" };
      const put = { method: "PUT", headers: json };
      expect(await ask(service, "/titles/film", put, '{"name":"Film"}')).toMatchObject({ status: 200 });
      const media = { method: "PUT", headers: { "transfer-encoding": "chunked" } };
      expect(await ask(service, "/titles/film/media", media, "\0".repeat(50_000))).toMatchObject({
        status: 200,
        body: { bytes: 50_000 },
        protocol: "TLSv1.3",
      });
      const session = await ask(service, "/sessions", { method: "POST", headers: json }, '{"viewer":"ada"}');
      expect(session).toMatchObject({ status: 201, body: { viewer: "ada" } });

      const health = runFile(folder, "health.js", { PORT: String(port) });
      expect(await health.ended).toBe(0);
      service.child.kill("SIGTERM");
      expect(await service.ended).toBe(0);
      for (const line of service.output().trim().split("\n"))
        expect(JSON.parse(line)).toHaveProperty("message");
    });
  });
});
