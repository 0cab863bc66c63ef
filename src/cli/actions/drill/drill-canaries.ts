import type { Site } from "../../../config/site";
import { CanaryWriter } from "../../../failover/drill/canaries";
import type { SiteClient } from "../../../functions/probe-site/site-client";
import type { OperationContext } from "../failover/context";
import { failure } from "../failover/failures";

/** Asks a site or the public name, as callers do. */
export type SiteClientOf = (origin: string) => Pick<SiteClient, "writeCanary" | "readCanary">;

/** Before anything is broken, this many canaries must have been taken, within these seconds. */
const WARM_UP = { canaries: 3, seconds: 30 };

/** Seconds that callers get to arrive, above what the plan says at most. */
const ARRIVAL_MARGIN_SECONDS = 120;

/**
 * Begins to write canaries through the public name.
 *
 * @param target the site that takes over next.
 */
export function startCanaries(
  { deployment, clock }: OperationContext,
  siteClient: SiteClientOf,
  endpoint: string,
  target: Site,
): CanaryWriter {
  const clientOf = (site: Site) => siteClient(deployment.sites[site].endpoint ?? endpoint);
  const sites = { primary: clientOf("primary"), dr: clientOf("dr") };
  const writer = new CanaryWriter({ service: siteClient(endpoint), sites, clock, target });
  writer.start();
  return writer;
}

/**
 * Waits until callers can write: what does not work before would measure nothing.
 *
 * @throws Failure where they can't.
 */
export async function warmUp(
  writer: CanaryWriter,
  { operator }: OperationContext,
  endpoint: string,
): Promise<void> {
  operator.onEvent({ type: "note", text: `Writing a canary each second through ${endpoint}.` });
  const works = await writer.until(
    ({ attempts }) => attempts.filter(({ epoch }) => epoch !== undefined).length >= WARM_UP.canaries,
    WARM_UP.seconds * 1000,
    operator.signal,
  );
  if (works) return;
  const { status } = writer.attempts.at(-1) ?? {};
  throw failure(
    `Nothing was started: ${endpoint} takes no canaries (${status === undefined ? "no answer" : `status ${status}`}), ` +
      `so nothing could be measured. The service must have PUT /canaries/<name>: docs/service.md`,
  );
}

/**
 * Waits until callers arrive at the site that has taken over.
 *
 * @returns what is wrong where they don't; undefined where they do.
 */
export async function arrivalProblem(
  writer: CanaryWriter,
  { deployment, operator }: OperationContext,
  target: Site,
): Promise<string | undefined> {
  const { propagation } = deployment.sites[target].plan;
  const seconds =
    ARRIVAL_MARGIN_SECONDS + propagation.reduce((sum, { duration }) => sum + duration.worstSeconds, 0);
  operator.onEvent({ type: "note", text: "Waiting for callers to arrive at the new site." });
  const arrived = await writer.until(({ findings }) => findings.length > 0, seconds * 1000, operator.signal);
  return arrived
    ? undefined
    : `callers did not arrive at ${target} within ${seconds} s: docs/runbooks/dns-switch.md`;
}
