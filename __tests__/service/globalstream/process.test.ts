import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildService } from "../../../src/service/build";
import { describeWithMinistack } from "../../support/ministack";
import { describeWithPostgres } from "../../support/postgres";
import { ask, runFile, until, type RunningFile } from "../process";
import { titleRequest, type StreamingWorld } from "../streaming-world";
import { freePort } from "../world";
import { completeRequest, makeGlobalstreamWorld, partRequest } from "./support";

const JSON_TYPE = { "content-type": "application/json" };

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload: object;
}

const textOf = (payload: object) => (Buffer.isBuffer(payload) ? payload.toString() : JSON.stringify(payload));

describeWithMinistack("the bundled media service as a process", () => {
  describeWithPostgres("with a database", () => {
    const folder = mkdtempSync(join(tmpdir(), "standby-bundle-"));
    let world: StreamingWorld;
    let running: RunningFile | undefined;

    beforeAll(async () => {
      [world] = await Promise.all([
        makeGlobalstreamWorld("222222220015"),
        buildService("globalstream", folder),
      ]);
    });

    afterEach(() => running?.child.kill("SIGKILL"));

    afterAll(async () => {
      rmSync(folder, { recursive: true });
      await world.stop();
    });

    test("takes titles and media over TLS, is healthy, and ends when it is told to", async () => {
      const port = await freePort();
      const service = { port, ...runFile(folder, "service.js", { ...world.variables, PORT: String(port) }) };
      running = service;
      await until(async () => (await ask(service, "/v1/ready")).status === 200, service.output);
      const send = async ({ method, url, payload, ...rest }: Sent) =>
        ask(service, `/v1${url}`, { method, headers: { ...JSON_TYPE, ...rest.headers } }, textOf(payload));
      expect(await send(titleRequest("film"))).toMatchObject({ status: 200, protocol: "TLSv1.3" });
      expect(await send(partRequest("film", 1, "content"))).toMatchObject({ status: 200 });
      expect(await send(completeRequest("film", ["content"]))).toMatchObject({ status: 202 });
      // Nobody has to ask for the processing.
      const manifest = () => ask(service, "/v1/titles/film/media/manifest");
      await until(async () => (await manifest()).status === 200, service.output);
      expect((await manifest()).body).toMatchObject({ bytes: 7 });

      const health = runFile(folder, "health.js", { PORT: String(port) });
      expect(await health.ended).toBe(0);
      service.child.kill("SIGTERM");
      expect(await service.ended).toBe(0);
      for (const line of service.output().trim().split("\n"))
        expect(JSON.parse(line)).toHaveProperty("message");
    });
  });
});
