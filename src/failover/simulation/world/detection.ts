import { ANSWERS_METRIC } from "../../../constructs/failover/detection-metric";
import { probe } from "../../../functions/probe-site/probe";
import type { Seen } from "../../../functions/probe-site/publish";
import type { VirtualClock } from "../../asl/clock";
import type { DetectionAlarm } from "../subject";
import type { Sampler } from "../sampler";
import type { RoleRecord } from "../../../service/shared/role";
import type { Vantage } from "./vantage";

const MINUTE_MS = 60_000;

/** What notices a loss. */
export interface DetectionProps {
  readonly clock: VirtualClock;
  readonly duration: Sampler;
  readonly alarms: readonly DetectionAlarm[];
  readonly vantage: Vantage;
  /** What the record says in the DR region. @throws Error while that is lost. */
  readonly readRecord: () => RoleRecord;
  /** An alarm has gone off, and what it starts begins now. */
  readonly onAlarm: (alarm: DetectionAlarm) => void;
}

/**
 * Detection from the DR region: the code of the deployed probe looks at the active site, and alarms are raised when all probes
 * of so many periods in a row have failed.
 */
export class Detection {
  readonly #watched: Watch[];
  #isOn = true;
  #pending = 0;

  constructor(private readonly props: DetectionProps) {
    this.#watched = props.alarms.map((alarm) => ({
      alarm,
      failed: 0,
      period: -1,
      isGood: true,
      isAlarm: false,
    }));
  }

  /** @param phaseMs when in a minute the schedule starts the probe. */
  start(phaseMs: number): void {
    const { clock } = this.props;
    const round = (): void => {
      if (!this.#isOn) return;
      clock.at(clock.now + MINUTE_MS, round);
      // What keeps a round from seeing anything is told by the function's own alarms.
      void this.probe().catch(ignoreProbeErrors);
    };
    clock.at(clock.now + phaseMs, round);
  }

  /** Whether an alarm is about to go off, or might soon: probes fail. */
  get isBusy(): boolean {
    return this.#pending > 0 || this.#watched.some(({ failed, isAlarm }) => failed > 0 && !isAlarm);
  }

  stop(): void {
    this.#isOn = false;
  }

  private probe(): Promise<void> {
    const { vantage, readRecord } = this.props;
    const sites = { primary: vantage.client("dr", "primary"), dr: vantage.client("dr", "dr") };
    return probe(
      {
        readRecord: async () => {
          const { activeSite, epoch } = readRecord();
          return { active_site: activeSite, epoch };
        },
        sites,
        canaries: {
          newest: () => Promise.resolve({ written: vantage.clock.now().toISOString(), epoch: 1 }),
          remember: () => Promise.resolve(),
        },
        publish: async (seen) => this.publish(seen),
      },
      vantage.clock,
    );
  }

  private publish(seen: Seen): void {
    if (!this.#isOn) return;
    for (const watch of this.#watched) {
      const { metric } = watch.alarm;
      this.evaluate(watch, metric === ANSWERS_METRIC ? seen.answers : seen.writes);
    }
  }

  /** The period that a value falls into counts as good when one of its values is. */
  private evaluate(watch: Watch, isGood: boolean): void {
    const { clock, duration, onAlarm } = this.props;
    const { alarm } = watch;
    const period = Math.floor(clock.now / (alarm.periodSeconds * 1000));
    // A period without a value does not breach.
    if (period > watch.period + 1) watch.failed = 0;
    if (period === watch.period) {
      if (isGood && !watch.isGood) watch.failed = 0;
      watch.isGood ||= isGood;
    } else {
      watch.isGood = isGood;
      watch.failed = isGood ? 0 : watch.failed + 1;
    }
    watch.period = period;
    const isAlarm = watch.failed >= alarm.periods;
    if (isAlarm === watch.isAlarm) return;
    watch.isAlarm = isAlarm;
    if (!isAlarm) return;
    const seconds = duration("highResolutionAlarm") + duration("start");
    this.#pending += 1;
    clock.at(clock.now + seconds * 1000, () => {
      this.#pending -= 1;
      onAlarm(alarm);
    });
  }
}

interface Watch {
  readonly alarm: DetectionAlarm;
  /** How many periods in a row have failed. */
  failed: number;
  period: number;
  isGood: boolean;
  isAlarm: boolean;
}

function ignoreProbeErrors(error: unknown): void {
  if (!(error instanceof AggregateError)) throw error;
}
