import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SiteClient } from "../../../src/functions/probe-site/site-client";

const QUICK_MS = 200;
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A site on this machine. */
async function site(answer: RequestListener): Promise<SiteClient> {
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  return new SiteClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, QUICK_MS);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
}

test("asks like a caller, each time over a new connection", async () => {
  const asked: unknown[] = [];
  const client = await site((request, response) => {
    void bodyOf(request).then((body) => {
      asked.push([request.method, request.url, body, request.headers.connection]);
      response.end("{}");
    });
  });
  await client.health();
  await client.ready();
  await client.writeCanary("standby-1", "2026-11-03T10:00:00.000Z");
  await client.readCanary("standby-1");
  expect(asked).toEqual([
    ["GET", "/health", undefined, "close"],
    ["GET", "/ready", undefined, "close"],
    ["PUT", "/canaries/standby-1", { written: "2026-11-03T10:00:00.000Z" }, "close"],
    ["GET", "/canaries/standby-1", undefined, "close"],
  ]);
});

test("sends a canary as JSON", async () => {
  const types: unknown[] = [];
  const client = await site((request, response) => {
    types.push(request.headers["content-type"]);
    response.end();
  });
  await client.writeCanary("standby-1", "2026-11-03T10:00:00.000Z");
  expect(types).toEqual(["application/json"]);
});

test.each([
  ["JSON", '{"site":"dr"}', { site: "dr" }],
  ["anything else", "<html>", undefined],
])("reads %s", async (_what, text, body) => {
  const client = await site((_request, response) => response.writeHead(503).end(text));
  await expect(client.ready()).resolves.toEqual({
    status: 503,
    body,
    said: `GET ${client.origin}/ready: 503`,
  });
});

describe("no answer is an answer:", () => {
  test("a site that takes connections and says nothing", async () => {
    const client = await site(() => undefined);
    await expect(client.health()).resolves.toEqual({
      status: undefined,
      body: undefined,
      said: `GET ${client.origin}/health: The operation was aborted due to timeout`,
    });
  });

  test("a site that begins to answer and does not end", async () => {
    const client = await site((_request, response) => response.writeHead(200).write("{"));
    await expect(client.health()).resolves.toMatchObject({ status: undefined });
  });

  test("a port where nobody listens", async () => {
    const { origin } = await site(() => undefined);
    server?.close();
    const { status, said } = await new SiteClient(origin, QUICK_MS).health();
    expect(status).toBeUndefined();
    expect(said).toContain("ECONNREFUSED");
  });

  test("a site that leads elsewhere", async () => {
    const client = await site((_request, response) => response.writeHead(302, { location: "/health" }).end());
    await expect(client.health()).resolves.toMatchObject({ status: undefined });
  });
});
