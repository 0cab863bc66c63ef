import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CanaryWriter } from "../../../src/failover/drill/canaries";
import { realClock } from "../../../src/failover/operate/clock";
import { SiteClient } from "../../../src/functions/probe-site/site-client";
import { Callers } from "../operate/callers";
import { World } from "../operate/world";

function writing(world: World, callers = new Callers(world)) {
  const client = callers.siteClient;
  const writer = new CanaryWriter({
    service: client("https://payments-dev.example.com"),
    sites: { primary: client("https://primary.x"), dr: client("https://dr.x") },
    clock: world.clock,
    target: "dr",
  });
  writer.start();
  return writer;
}

const never = new AbortController().signal;

describe("CanaryWriter", () => {
  it("writes once a second, under names that leave the last acknowledged write alone", async () => {
    const world = new World();
    const writer = writing(world);
    world.virtual.at(2_500, () => {
      world.services.primary.running = 0;
    });
    await world.virtual.settle(writer.until(({ attempts }) => attempts.length === 6, 60_000, never));
    await world.virtual.settle(writer.stop());

    const { epoch } = world.virtual;
    expect(writer.attempts.map(({ name, sentAt }) => [sentAt - epoch, name])).toEqual([
      [0, "drill-a"],
      [1000, "drill-b"],
      [2000, "drill-a"],
      [3000, "drill-b"],
      [4000, "drill-c"],
      [5000, "drill-c"],
    ]);
  });

  it("looks for what came over before it writes again", async () => {
    const world = new World();
    const callers = new Callers(world);
    callers.replicationMs = 2_500;
    const writer = writing(world, callers);
    world.virtual.at(10_200, () => world.takeRole("dr"));
    world.virtual.at(12_200, () => world.openTraffic("dr"));
    await world.virtual.settle(writer.until(({ findings }) => findings.length > 0, 60_000, never));
    await world.virtual.settle(writer.stop());

    // Sent at 7 s, there at 9.5 s; what was sent at 8 s would have come at 10.5 s.
    expect(writer.findings).toEqual([{ epoch: 4, site: "dr", newestSentAt: world.virtual.epoch + 7_000 }]);
  });

  it("gives up waiting", async () => {
    const world = new World();
    const writer = writing(world);

    await expect(world.virtual.settle(writer.until(() => false, 5_000, never))).resolves.toBe(false);
    await world.virtual.settle(writer.stop());
  });
});

describe("with a real server", () => {
  let server: Server;
  let connections = 0;
  beforeEach(async () => {
    connections = 0;
    server = createServer((request, response) => {
      request.on("data", (body: Buffer) => {
        const { written } = JSON.parse(body.toString()) as { written: string };
        response.setHeader("content-type", "application/json").end(JSON.stringify({ written, epoch: 7 }));
      });
    });
    server.on("connection", () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it("takes a new connection for each write, as new callers do", async () => {
    const client = new SiteClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 2_000);
    const clock = { now: realClock.now, sleep: () => Promise.resolve() };
    const sites = { primary: client, dr: client };
    const writer = new CanaryWriter({ service: client, sites, clock, target: "dr" });
    writer.start();
    while (writer.attempts.length < 3) await new Promise((resolve) => setImmediate(resolve));
    await writer.stop();

    expect(writer.attempts.slice(0, 3).map(({ epoch }) => epoch)).toEqual([7, 7, 7]);
    expect(connections).toBeGreaterThanOrEqual(3);
  });
});
