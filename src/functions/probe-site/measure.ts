import * as z from "zod";
import { SITES, type Site } from "../../config/site";
import { canaryName, type Canaries } from "./canaries";
import type { Clock } from "./clock";
import type { SiteClient } from "./site-client";

/**
 * How long DNS may take to lead to the new site, and how often is looked, in milliseconds. Health check and time to live
 * may take longer; who has called waits a minute for the answer.
 */
const ARRIVAL_MS = 50_000;
const LOOK_EVERY_MS = 5_000;

const ready = z.object({ site: z.enum(SITES) });
const canary = z.object({ written: z.iso.datetime(), epoch: z.int() });

/** Who is measured. */
export interface MeasureProps {
  /** The one that has taken over. */
  readonly site: Site;
  /** Of the takeover. */
  readonly epoch: number;
  /** The system by its public name, as callers reach it. */
  readonly service: Pick<SiteClient, "ready">;
  /** The site that has taken over, by its own name. */
  readonly own: Pick<SiteClient, "readCanary">;
  readonly canaries: Pick<Canaries, "newestBefore">;
}

/** How a takeover has ended. */
export interface Measurement {
  /** Whether the public name leads to a site that takes writes. */
  readonly answers: boolean;
  /** To which one; null where it is not known. */
  readonly site: Site | null;
  /** The age of the newest data that did not come over, in seconds; null where it is not known. */
  readonly lostSeconds: number | null;
  readonly evidence: readonly string[];
}

/**
 * Measures from outside where callers arrive, and how much of the acknowledged data did not come over. Waits a while for
 * callers to arrive at the new site.
 */
export async function measure(props: MeasureProps, clock: Clock): Promise<Measurement> {
  const until = clock.now().getTime() + ARRIVAL_MS;
  const loss = await measureLoss(props);
  for (;;) {
    const { status, body, said } = await props.service.ready();
    const answers = status === 200;
    const site = ready.safeParse(body).data?.site ?? null;
    if ((answers && site === props.site) || clock.now().getTime() + LOOK_EVERY_MS > until) {
      return { answers, site, lostSeconds: loss.seconds, evidence: [said, loss.evidence] };
    }
    await clock.sleep(LOOK_EVERY_MS);
  }
}

async function measureLoss({ epoch, own, canaries }: MeasureProps) {
  const acknowledged = await canaries.newestBefore(epoch);
  if (!acknowledged) return { seconds: null, evidence: "no canary was acknowledged before the takeover" };
  const { body, status, said } = await own.readCanary(canaryName(acknowledged.epoch));
  const found = status === 200 ? canary.safeParse(body).data : undefined;
  // One that is newer than the takeover has overwritten what came over.
  if (!found || found.epoch > acknowledged.epoch) return { seconds: null, evidence: said };
  const seconds = (Date.parse(acknowledged.written) - Date.parse(found.written)) / 1_000;
  return {
    seconds: Math.max(0, seconds),
    evidence: `canary acknowledged at ${acknowledged.written}, found ${found.written}`,
  };
}
