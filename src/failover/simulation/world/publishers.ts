import { EMERGENCY_METRIC, TRAFFIC_METRIC } from "../../../constructs/dns/traffic-metric";
import type { VirtualClock } from "../../asl/clock";
import type { Conditions } from "./conditions";
import type { Names } from "./names";
import type { Records } from "./records";

const MINUTE_MS = 60_000;

/** The function of each site that publishes every minute where traffic belongs (src/functions/publish-traffic). */
export class Publishers {
  #isOn = true;

  constructor(
    private readonly clock: VirtualClock,
    private readonly conditions: Conditions,
    private readonly records: Records,
    private readonly names: Names,
  ) {}

  /** @param phaseMs when in a minute the schedules start them. */
  start(phaseMs: number): void {
    const round = (): void => {
      if (!this.#isOn) return;
      this.publish();
      this.clock.at(this.clock.now + MINUTE_MS, round);
    };
    this.clock.at(this.clock.now + phaseMs, round);
  }

  stop(): void {
    this.#isOn = false;
  }

  private publish(): void {
    const { up } = this.conditions.now;
    const [record, emergency] = [this.records.record.now, this.records.emergency.now];
    if (up.dr) this.names.publish(TRAFFIC_METRIC, Number(record.trafficSite === "dr"));
    if (!up.primary) return;
    const isEmergency = emergency !== undefined && emergency.epoch > record.epoch;
    this.names.publish(EMERGENCY_METRIC, Number(isEmergency && emergency.trafficSite === "primary"));
  }
}
