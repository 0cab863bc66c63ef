import { randomUUID } from "node:crypto";
import { SITES, type Site } from "../../src/config/site";
import type { Outputs } from "../support/live";
import { archivedLine, currentKey, sumOfLastHour } from "./aws-data";
import { eventually, PROTECTED, publicAddressesOf, regionOfArn, statusOf } from "./deployed";

/** What the tests write, always over the same: one title, one canary. */
export const NAME = "live-test";

export const MINUTES = 60;
export const LONG_TEST = 15 * MINUTES * 1000;

const JSON_TYPE = { "content-type": "application/json" };

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

/** A deployed system behind an API, as its tests ask it. */
export class ApiSystem {
  private key = "";

  constructor(
    readonly system: string,
    private readonly outputs: (site: Site) => Outputs,
  ) {}

  /** Fetches a key that is good now. */
  async open(): Promise<void> {
    this.key = await currentKey(this.regionOf("primary"), this.output("primary", "ApiKeysSecretArn"));
  }

  output(site: Site, name: string): string {
    return String(this.outputs(site)[name]);
  }

  regionOf(site: Site): string {
    return regionOfArn(this.output(site, "DataKeyArn"));
  }

  /** Where a site's names end, such as `-dr-dev`. */
  endOf(site: Site): string {
    return this.output(site, "EventStreamName").replace(`${this.system}-events`, "");
  }

  address(site: Site): string {
    return this.output(site, "SiteEndpoint");
  }

  /** The name that leads to the site that serves. */
  get service(): string {
    return this.output("primary", "Endpoint");
  }

  withKey(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
    return { ...headers, "x-api-key": this.key };
  }

  send(url: string, method: string, body: unknown): Promise<Response> {
    return fetch(url, { method, headers: this.withKey(JSON_TYPE), body: JSON.stringify(body) });
  }

  /** The site that takes writes. */
  async serving(): Promise<Site> {
    const ready = await Promise.all(SITES.map((site) => fetch(`${this.address(site)}/ready`)));
    const [serving] = SITES.filter((_site, index) => ready[index]?.status === 200);
    if (!serving) throw new Error("no site takes writes");
    return serving;
  }

  /** Writes a canary through the name of the service, and answers what both sites are to read. */
  async writeCanary(): Promise<string> {
    const written = new Date().toISOString();
    const answer = await this.send(`${this.service}/canaries/${NAME}`, "PUT", { written });
    if (answer.status !== 200) throw new Error(`the canary was answered with ${answer.status}`);
    return written;
  }

  /** Whether a site reads what was written, within a minute. */
  async reads(site: Site, written: string): Promise<boolean> {
    const read = await eventually(MINUTES, async () => {
      const answer = await fetch(`${this.address(site)}/canaries/${NAME}`);
      return ((await answer.json()) as { written?: string }).written === written ? true : undefined;
    });
    return read === true;
  }
}

/**
 * Registers what holds for each site of a system behind an API: what it tells, its keys, its events, its logs.
 *
 * @param archived what the line of an event in the archive holds.
 */
export function testSites(deployed: ApiSystem, archived: (event: object) => object): void {
  const { system } = deployed;

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
}
