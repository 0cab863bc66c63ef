import type { SiteClient } from "../../../src/functions/probe-site/site-client";
import type { Site } from "../../../src/config/site";
import type { World } from "./world";

type Answer = Awaited<ReturnType<SiteClient["writeCanary"]>>;

interface Canary {
  readonly written: string;
  readonly epoch: number;
}

/**
 * The services of both sites as callers see them: each with its own copy of the canaries. Writes reach the other copy after
 * a while; a takeover loses those that have not.
 */
export class Callers {
  private readonly stored: Record<Site, Map<string, Canary>> = { primary: new Map(), dr: new Map() };
  /** Where the public name leads. @default - where traffic belongs */
  leadsTo: Site | undefined;
  /** How long a write takes to the other site, in milliseconds. */
  replicationMs = 0;
  /** Whether the routes of canaries exist. */
  hasCanaries = true;

  constructor(private readonly world: World) {}

  siteClient = (origin: string) => ({
    writeCanary: (name: string, written: string) =>
      Promise.resolve(this.write(this.siteOf(origin), name, written)),
    readCanary: (name: string) => Promise.resolve(this.read(this.siteOf(origin), name)),
  });

  private siteOf(origin: string): Site {
    const [, site] = /\/\/(primary|dr)\./.exec(origin) ?? [];
    return (site as Site | undefined) ?? this.leadsTo ?? this.world.record.traffic_site;
  }

  private write(site: Site, name: string, written: string): Answer {
    const { record, services, database, virtual } = this.world;
    if (services[site].running === 0) return said(undefined);
    if (!this.hasCanaries) return said(404);
    if (record.active_site !== site || database.writer !== site) return said(503);
    const canary = { written, epoch: record.epoch };
    this.stored[site].set(name, canary);
    virtual.at(virtual.now + this.replicationMs, () => {
      // What arrives after the promotion is lost.
      const other = site === "dr" ? "primary" : "dr";
      if (database.writer === site) this.stored[other].set(name, canary);
    });
    return said(200, { name, ...canary });
  }

  private read(site: Site, name: string): Answer {
    const canary = this.stored[site].get(name);
    return canary ? said(200, { name, ...canary }) : said(404);
  }
}

function said(status: number | undefined, body?: object): Answer {
  return { status, body, said: String(status) };
}
