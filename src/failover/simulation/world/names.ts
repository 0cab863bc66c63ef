import type { Site } from "../../../config/site";
import { EMERGENCY_METRIC, TRAFFIC_METRIC } from "../../../constructs/dns/traffic-metric";
import type { VirtualClock } from "../../asl/clock";
import { History } from "../history";
import type { Sampler } from "../sampler";

const MINUTE_MS = 60_000;

/** Two children that disagree: Route 53 answers the primary record then. */
const NONE = 0;

/**
 * Where the public names lead, as Route 53's own servers answer: the health checks follow the metrics, after their time. What
 * resolvers still keep comes on top (`Callers`).
 */
export class Names {
  readonly answer = new History<Site>("primary");
  readonly #values = new Map<string, number>([
    [TRAFFIC_METRIC, NONE],
    [EMERGENCY_METRIC, NONE],
  ]);
  /** The end of the last minute in which a metric was 1: its maximum counts. */
  readonly #oneUntil = new Map<string, number>();
  #pending = 0;

  constructor(
    private readonly clock: VirtualClock,
    private readonly duration: Sampler,
  ) {}

  /** Whether a change of the metrics has not reached the health checks yet. */
  get isMoving(): boolean {
    return this.#pending > 0;
  }

  /** A value of one of the metrics was published. */
  publish(metric: string, value: number): void {
    if (!this.#values.has(metric)) return;
    if (value === 1) {
      const minute = Math.floor(this.clock.now / MINUTE_MS);
      this.#oneUntil.set(metric, (minute + 1) * MINUTE_MS);
    }
    if (this.#values.get(metric) === value) return;
    this.#values.set(metric, value);
    const begin = value === 0 ? Math.max(this.clock.now, this.#oneUntil.get(metric) ?? 0) : this.clock.now;
    const values = new Map(this.#values);
    this.#pending += 1;
    this.clock.at(begin + this.duration("healthCheckOfAlarm") * 1000, () => {
      this.#pending -= 1;
      const isAtDr = values.get(TRAFFIC_METRIC) === 1 && values.get(EMERGENCY_METRIC) !== 1;
      this.answer.set(this.clock.now, isAtDr ? "dr" : "primary");
    });
  }
}
