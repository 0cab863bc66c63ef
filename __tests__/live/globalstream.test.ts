import { createHash, randomUUID } from "node:crypto";
import { SITES, type Site } from "../../src/config/site";
import { describeWithDeployment } from "../support/live";
import { eventually, PROTECTED, publicAddressesOf, regionOfArn, statusOf } from "./deployed";
import { archivedLine, currentKey, sumOfLastHour } from "./globalstream-data";

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

/** What the tests write, always over the same: one title with one upload, one canary. */
const NAME = "live-test";

const JSON_TYPE = { "content-type": "application/json" };
const MINUTES = 60;
const LONG_TEST = 15 * MINUTES * 1000;

// What is written stays small and is written over by the next run; no failover is started. `standby drill` does that.
describeWithDeployment("globalstream", (outputs) => {
  const regionOf = (site: Site) => regionOfArn(outputs(site).DataKeyArn);
  const address = (site: Site) => String(outputs(site).SiteEndpoint);
  const service = () => String(outputs("primary").Endpoint);
  const suffix = () => String(outputs("primary").EventStreamName).replace("globalstream-events-", "");
  const endOf = (site: Site) => `${site === "dr" ? "-dr" : ""}-${suffix()}`;

  let key: string;
  beforeAll(async () => {
    key = await currentKey(regionOf("primary"), String(outputs("primary").ApiKeysSecretArn));
  });
  const withKey = (headers = {}) => ({ ...headers, "x-api-key": key });
  const sendJson = (url: string, method: string, body: unknown) =>
    fetch(url, { method, headers: withKey(JSON_TYPE), body: JSON.stringify(body) });

  describe.each(SITES)("in the %s site", (site) => {
    const output = (name: string) => String(outputs(site)[name]);

    test("tells all that is critical", () => {
      expect(CRITICAL.filter((name) => !outputs(site)[name])).toEqual([]);
    });

    test.each(["DatabaseEndpoint", "CacheEndpoint"])(
      "keeps what %s names inside of its network",
      async (name) => {
        expect(await publicAddressesOf(output(name))).toEqual([]);
      },
    );

    test("answers that it is healthy, without a key, over TLS: link, load balancer and service are connected", async () => {
      const answer = await fetch(`${address(site)}/health`);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ status: "ok", site });
    });

    test("asks for a key, and says so in a way that pages can read", async () => {
      const answer = await fetch(`${address(site)}/titles`);
      expect(answer.status).toBe(401);
      expect(answer.headers.get("access-control-allow-origin")).toBeTruthy();
      expect(await answer.json()).toMatchObject({ status: 401 });
    });

    test("takes no key that nobody was given", async () => {
      const headers = { "x-api-key": "nobody-was-given-this-one" };
      expect((await fetch(`${address(site)}/titles`, { headers })).status).toBe(403);
    });

    test("answers browsers that ask before they ask (CORS)", async () => {
      const answer = await fetch(`${address(site)}/events`, {
        method: "OPTIONS",
        headers: { origin: "https://player.example.com", "access-control-request-method": "POST" },
      });
      expect(answer.status).toBe(204);
      expect(answer.headers.get("access-control-allow-methods")).toContain("POST");
      expect(answer.headers.get("access-control-allow-headers")).toContain("x-api-key");
    });

    test("refuses events of the wrong shape", async () => {
      const answer = await sendJson(`${address(site)}/events`, "POST", { events: [{ id: "no-uuid" }] });
      expect(answer.status).toBe(400);
    });

    test(
      "takes an event, whatever its role, and archives it",
      async () => {
        const id = randomUUID();
        const since = new Date();
        const event = { id, type: "play", titleId: NAME, at: since.toISOString() };
        const answer = await sendJson(`${address(site)}/events`, "POST", { events: [event] });
        expect(answer.status).toBe(202);
        expect(await answer.json()).toEqual({ taken: 1 });
        const bucket = `globalstream-events-${output("DataKeyArn").split(":")[4]}${endOf(site)}`;
        const line = await eventually(5 * MINUTES, () =>
          archivedLine({ site, region: regionOf(site), bucket }, id, since),
        );
        expect(JSON.parse(line ?? "null")).toMatchObject({ event });
      },
      LONG_TEST,
    );

    test(
      "reads titles through its cache",
      async () => {
        await fetch(`${address(site)}/titles/${NAME}`, { headers: withKey() });
        const asked = await eventually(10 * MINUTES, async () => {
          const search = `{AWS/ElastiCache,CacheClusterId,CacheNodeId} MetricName="GetTypeCmds" globalstream-redis${endOf(site)}`;
          return (await sumOfLastHour(regionOf(site), search)) || undefined;
        });
        expect(asked).toBeGreaterThan(0);
      },
      LONG_TEST,
    );

    test.each(["/aws/api-gateway/globalstream-api", "/ecs/globalstream-service"])(
      "has its logs delivered to %s",
      async (log) => {
        const search = `{AWS/Logs,LogGroupName} MetricName="IncomingLogEvents" LogGroupName="${log}${endOf(site)}"`;
        const lines = await eventually(
          10 * MINUTES,
          async () => (await sumOfLastHour(regionOf(site), search)) || undefined,
        );
        expect(lines).toBeGreaterThan(0);
      },
      LONG_TEST,
    );
  });

  test("takes writes in one site, and that is where its name leads", async () => {
    const ready = await Promise.all([...SITES.map(address), service()].map((url) => fetch(`${url}/ready`)));
    const [primary, dr, name] = ready.map(({ status }) => status);
    expect([primary, dr].sort()).toEqual([200, 503]);
    expect(name).toBe(200);
  });

  test("writes into the database from its tasks, and both sites read it within a minute", async () => {
    const written = new Date().toISOString();
    const answer = await sendJson(`${service()}/canaries/${NAME}`, "PUT", { written });
    expect(answer.status).toBe(200);
    for (const site of SITES) {
      const read = await eventually(MINUTES, async () => {
        const found = (await (await fetch(`${address(site)}/canaries/${NAME}`)).json()) as {
          written?: string;
        };
        return found.written === written ? found : undefined;
      });
      expect(read).toMatchObject({ name: NAME, written });
    }
  });

  test(
    "mounts its file system: what is uploaded in parts comes back byte by byte",
    async () => {
      const media = Buffer.from(`live test of ${new Date().toISOString()}`);
      const sha256 = createHash("sha256").update(media).digest("hex");
      const title = `${service()}/titles/${NAME}`;
      const upload = `${title}/media/uploads/${randomUUID()}`;
      expect((await sendJson(title, "PUT", { name: "Live test" })).status).toBe(200);
      const part = await fetch(`${upload}/parts/1`, {
        method: "PUT",
        headers: withKey({ "content-type": "application/octet-stream", "x-sha256": sha256 }),
        body: media,
      });
      expect(part.status).toBe(200);
      expect((await sendJson(upload, "POST", { parts: 1, sha256 })).status).toBe(202);
      const state = await eventually(2 * MINUTES, async () => {
        const found = (await (await fetch(upload, { headers: withKey() })).json()) as { state: string };
        return ["ready", "failed"].includes(found.state) ? found.state : undefined;
      });
      expect(state).toBe("ready");
      const headers = withKey({ accept: "application/octet-stream" });
      const back = await fetch(`${title}/media`, { headers });
      expect(Buffer.from(await back.arrayBuffer())).toEqual(media);
    },
    LONG_TEST,
  );

  test("is protected: the other site could take over now, with its copies as fresh as promised", async () => {
    expect(await statusOf("globalstream")).toMatchObject(PROTECTED);
  });
});
