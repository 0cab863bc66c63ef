import type { PerSite } from "../../config/site";
import { PROBE_EVERY_SECONDS } from "../../constructs/failover/detection-metric";
import type { Item } from "../../role-record/items";
import { canaryName, type Canaries } from "./canaries";
import type { Clock } from "./clock";
import type { Seen } from "./publish";
import type { SiteClient } from "./site-client";

const EVERY_MS = PROBE_EVERY_SECONDS * 1_000;

/** The last round of a run begins here, in milliseconds; the next run goes on from a minute. */
const LAST_ROUND_MS = 50_000;

/** What the probe works with. */
export interface ProbeProps {
  readonly readRecord: () => Promise<Pick<Item<"record">, "active_site" | "epoch">>;
  readonly sites: PerSite<Pick<SiteClient, "health" | "writeCanary">>;
  readonly canaries: Pick<Canaries, "newest" | "remember">;
  readonly publish: (seen: Seen) => Promise<void>;
}

/**
 * Probes the active site every 10 s for a minute, and publishes what it sees.
 *
 * @throws AggregateError at the end, with what kept single rounds from seeing or telling anything. A dead site does not.
 */
export async function probe(props: ProbeProps, clock: Clock): Promise<void> {
  const begin = clock.now().getTime();
  const errors: unknown[] = [];
  for (let at = 0; at <= LAST_ROUND_MS; at += EVERY_MS) {
    const early = begin + at - clock.now().getTime();
    // The round before took so long that this one's time is over.
    if (early <= -EVERY_MS) continue;
    if (early > 0) await clock.sleep(early);
    try {
      await probeOnce(props, clock);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} rounds have told nothing`);
}

async function probeOnce({ readRecord, sites, canaries, publish }: ProbeProps, clock: Clock): Promise<void> {
  // The record first: a probe that can't know who is active tells nothing.
  const { active_site, epoch } = await readRecord();
  const newest = await canaries.newest();
  const site = sites[active_site];
  const written = clock.now().toISOString();
  const [health, canary] = await Promise.all([site.health(), site.writeCanary(canaryName(epoch), written)]);
  const writes = canary.status === 200;
  // A system that has never served, such as one without an image, can't be lost.
  if (!writes && !newest) return;
  await publish({ answers: health.status === 200, writes });
  if (writes) await canaries.remember({ written, epoch }, newest);
}
