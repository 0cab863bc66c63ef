import { SITES, type Site } from "../../src/config/site";
import type { Outputs } from "../support/live";
import { currentKey } from "./aws-data";
import { eventually, regionOfArn } from "./deployed";

/** What the tests write, always over the same: one title, one canary. */
export const NAME = "live-test";

export const MINUTES = 60;
export const LONG_TEST = 15 * MINUTES * 1000;

const JSON_TYPE = { "content-type": "application/json" };

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
