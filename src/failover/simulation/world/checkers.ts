import type { VirtualClock } from "../../asl/clock";
import type { Random } from "../../asl/random";
import type { CheckerSettings } from "../subject";
import { between } from "../sampler";

/** A check is healthy while more than this share of the checkers says so (Route 53 developer guide, read 2026-11). */
const HEALTHY_SHARE = 0.18;

/** How long it takes from the checkers' results to the answer of DNS, in seconds: nobody publishes it; assumed. */
const AGGREGATION = { least: 0, most: 18 };

/** How often a changed answer is still the old one, in seconds: the time to live of the verdict's records. */
const RECORD_TTL_SECONDS = 10;

/**
 * What Route 53's checkers around the world make of the primary site, as DNS tells it. They reach it also while the DR region
 * does not.
 */
export class CheckerVerdict {
  #isHealthy = true;
  #told = true;
  #round = 0;

  constructor(
    private readonly clock: VirtualClock,
    private readonly settings: CheckerSettings,
    private readonly random: Random,
  ) {}

  read(): "healthy" | "unhealthy" {
    return this.#told ? "healthy" : "unhealthy";
  }

  /** @param failing which share of their requests fails now, from 0 to 1. */
  see(failing: number): void {
    const isHealthy = healthyShare(failing, this.settings.failures) > HEALTHY_SHARE;
    if (isHealthy === this.#isHealthy) return;
    this.#isHealthy = isHealthy;
    const round = ++this.#round;
    const { intervalSeconds, failures } = this.settings;
    const seconds =
      (failures - 1) * intervalSeconds +
      between(0, intervalSeconds, this.random) +
      between(AGGREGATION.least, AGGREGATION.most, this.random) +
      between(0, RECORD_TTL_SECONDS, this.random);
    this.clock.at(this.clock.now + seconds * 1000, () => {
      if (round === this.#round) this.#told = isHealthy;
    });
  }
}

/** Which share of the checkers calls a site healthy in the long run: each changes its mind after so many equal results. */
function healthyShare(failing: number, inARow: number): number {
  const [toSick, toWell] = [failing ** inARow, (1 - failing) ** inARow];
  return toWell / (toSick + toWell);
}
