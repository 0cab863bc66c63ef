import { randomUUID } from "node:crypto";
import { SITES } from "../../src/config/site";
import { describeWithDeployment } from "../support/live";
import { ApiSystem, LONG_TEST, MINUTES, NAME } from "./api-system";
import { archivedLine, sumOfLastHour } from "./aws-data";
import { eventually, PROTECTED, publicAddressesOf, statusOf } from "./deployed";

/** What both sites tell where there is a domain, and what people need first. */
const CRITICAL = [
  "AccessPointId",
  "ApiUrl",
  "CacheEndpoint",
  "ClusterName",
  "DataKeyArn",
  "DatabaseEndpoint",
  "EventStreamName",
  "FailoverMachineArn",
  "FileSystemId",
  "SiteEndpoint",
  "VpcId",
];

/** Systems behind an API, and what the line of an event in their archives is. */
const SYSTEMS = [
  { system: "globalstream", archived: (event: object) => ({ event }) },
  { system: "mediadb", archived: (event: object) => event },
];

// What holds for each of them, in each site: what it tells, its keys, its events, its logs. Little is written, and no
// failover is started.
describe.each(SYSTEMS)("the API of $system", ({ system, archived }) => {
  describeWithDeployment(system, (outputs) => {
    const deployed = new ApiSystem(system, outputs);
    beforeAll(() => deployed.open());

    describe.each(SITES)("in the %s site", (site) => {
      const url = (path: string) => `${deployed.address(site)}${path}`;

      test("tells all that is critical", () => {
        expect(CRITICAL.filter((name) => deployed.output(site, name) === "undefined")).toEqual([]);
      });

      test.each(["DatabaseEndpoint", "CacheEndpoint"])(
        "keeps what %s names inside of its network",
        async (name) => {
          expect(await publicAddressesOf(deployed.output(site, name))).toEqual([]);
        },
      );

      test("answers that it is healthy, without a key, over TLS: link, load balancer and service are connected", async () => {
        const answer = await fetch(url("/health"));
        expect(answer.status).toBe(200);
        expect(await answer.json()).toMatchObject({ status: "ok", site });
      });

      test("asks for a key, and says so in a way that pages can read", async () => {
        const answer = await fetch(url("/titles"));
        expect(answer.status).toBe(401);
        expect(answer.headers.get("access-control-allow-origin")).toBeTruthy();
        expect(await answer.json()).toMatchObject({ status: 401 });
      });

      test("takes no key that nobody was given", async () => {
        const headers = { "x-api-key": "nobody-was-given-this-one" };
        expect((await fetch(url("/titles"), { headers })).status).toBe(403);
      });

      test("answers browsers that ask before they ask (CORS)", async () => {
        const answer = await fetch(url("/events"), {
          method: "OPTIONS",
          headers: { origin: "https://player.example.com", "access-control-request-method": "POST" },
        });
        expect(answer.status).toBe(204);
        expect(answer.headers.get("access-control-allow-methods")).toContain("POST");
        expect(answer.headers.get("access-control-allow-headers")).toContain("x-api-key");
      });

      test("refuses events of the wrong shape", async () => {
        const answer = await deployed.send(url("/events"), "POST", { events: [{ id: "no-uuid" }] });
        expect(answer.status).toBe(400);
      });

      test(
        "takes an event, whatever its role, and archives it",
        async () => {
          const id = randomUUID();
          const since = new Date();
          const event = { id, type: "play", titleId: NAME, at: since.toISOString() };
          const answer = await deployed.send(url("/events"), "POST", { events: [event] });
          expect(answer.status).toBe(202);
          expect(await answer.json()).toEqual({ taken: 1 });
          const account = deployed.output(site, "DataKeyArn").split(":")[4];
          const bucket = `${system}-events-${account}${deployed.endOf(site)}`;
          const line = await eventually(5 * MINUTES, () =>
            archivedLine({ site, region: deployed.regionOf(site), bucket }, id, since),
          );
          expect(JSON.parse(line ?? "null")).toMatchObject(archived(event));
        },
        LONG_TEST,
      );

      test.each(["/aws/api-gateway/<system>-api", "/ecs/<system>-service"])(
        "has its logs delivered to %s",
        async (log) => {
          const group = `${log.replace("<system>", system)}${deployed.endOf(site)}`;
          const search = `{AWS/Logs,LogGroupName} MetricName="IncomingLogEvents" LogGroupName="${group}"`;
          const lines = await eventually(
            10 * MINUTES,
            async () => (await sumOfLastHour(deployed.regionOf(site), search)) || undefined,
          );
          expect(lines).toBeGreaterThan(0);
        },
        LONG_TEST,
      );
    });

    test("takes writes in one site, and that is where its name leads", async () => {
      const addresses = [...SITES.map((site) => deployed.address(site)), deployed.service];
      const ready = await Promise.all(addresses.map((url) => fetch(`${url}/ready`)));
      const [primary, dr, name] = ready.map(({ status }) => status);
      expect([primary, dr].sort()).toEqual([200, 503]);
      expect(name).toBe(200);
    });

    test("writes into the database from its tasks, and both sites read it within a minute", async () => {
      const written = await deployed.writeCanary();
      for (const site of SITES) expect([site, await deployed.reads(site, written)]).toEqual([site, true]);
    });

    test("is protected: the other site could take over now, with its copies as fresh as promised", async () => {
      expect(await statusOf(system)).toMatchObject(PROTECTED);
    });
  });
});
