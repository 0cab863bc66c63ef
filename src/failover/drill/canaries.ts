import * as z from "zod";
import type { PerSite, Site } from "../../config/site";
import type { SiteClient } from "../../functions/probe-site/site-client";
import type { Clock } from "../operate/clock";

/** One write of a canary. Times are milliseconds since 1970. */
export interface CanaryAttempt {
  /** Under which name it was written. */
  readonly name: string;
  readonly sentAt: number;
  /** When the answer was there, or was given up. */
  readonly endedAt: number;
  /** In which epoch it was acknowledged. @default - it was not */
  readonly epoch?: number;
  /** HTTP status. @default - no answer */
  readonly status?: number;
}

/** What was found of the canaries of an epoch at the site that took over. */
export interface CanaryFinding {
  /** The epoch that began. */
  readonly epoch: number;
  readonly site: Site;
  /** When the newest canary from before that had come over was sent, in milliseconds. @default - none was found */
  readonly newestSentAt?: number;
}

/** What canaries are written through, and read from. */
export interface CanaryWriterProps {
  /** The public name, as callers use it. */
  readonly service: Pick<SiteClient, "writeCanary">;
  /** Each site by its own name. */
  readonly sites: PerSite<Pick<SiteClient, "readCanary">>;
  readonly clock: Clock;
  /** The site that takes over next. */
  readonly target: Site;
}

/** Time between two writes, in milliseconds. */
const INTERVAL_MS = 1_000;

/**
 * The names that canaries have while writes are acknowledged, and while they are not. Of two the one is taken that was not
 * acknowledged last. So the first write of a new epoch leaves alone what was acknowledged before it, and whether that came
 * over can still be seen; where no write was refused in between, to a second.
 */
const NAMES = { acknowledged: ["drill-a", "drill-b"], refused: ["drill-c", "drill-d"] } as const;

const STORED = z.object({ written: z.iso.datetime(), epoch: z.int() });

/** Writes a canary each second through the public name, as a caller would, and keeps what came of it. */
export class CanaryWriter {
  /** Every write, oldest first. */
  readonly attempts: CanaryAttempt[] = [];
  /** What was found at each change of the epoch. */
  readonly findings: CanaryFinding[] = [];
  /** The site that takes over next: what came over is looked for there. */
  target: Site;
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private epoch: number | undefined;
  private lastAcknowledged = "";

  constructor(private readonly props: CanaryWriterProps) {
    this.target = props.target;
  }

  /** Begins to write. */
  start(): void {
    this.loop = this.run(this.stopping.signal);
  }

  /** Ends after the write that is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  /**
   * Waits until the canaries show something.
   *
   * @returns whether they did, in the time given.
   * @throws the signal's reason when it is aborted.
   */
  async until(
    isSo: (writer: CanaryWriter) => boolean,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { clock } = this.props;
    const end = clock.now() + withinMs;
    while (!isSo(this)) {
      if (clock.now() >= end) return false;
      await clock.sleep(INTERVAL_MS, signal);
    }
    return true;
  }

  private async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.props;
    while (!signal.aborted) {
      const due = clock.now() + INTERVAL_MS;
      await this.write();
      try {
        await clock.sleep(Math.max(0, due - clock.now()), signal);
      } catch {
        return;
      }
    }
  }

  private async write(): Promise<void> {
    const { service, clock } = this.props;
    const name = this.nextName();
    const sentAt = clock.now();
    const { status, body } = await service.writeCanary(name, new Date(sentAt).toISOString());
    const stored = status === 200 ? STORED.safeParse(body).data : undefined;
    const answer = { ...(status !== undefined && { status }), ...(stored && { epoch: stored.epoch }) };
    this.attempts.push({ name, sentAt, endedAt: clock.now(), ...answer });
    if (!stored) return;
    this.lastAcknowledged = name;
    const before = this.epoch;
    this.epoch = Math.max(stored.epoch, before ?? 0);
    if (before !== undefined && stored.epoch > before) await this.lookFor(stored.epoch);
  }

  private nextName(): string {
    const last = this.attempts.at(-1);
    const [first, second] = NAMES[last && last.epoch === undefined ? "refused" : "acknowledged"];
    return first === this.lastAcknowledged ? second : first;
  }

  /** Before the next write: it would replace what is looked for. */
  private async lookFor(epoch: number): Promise<void> {
    const site = this.props.sites[this.target];
    const names = Object.values(NAMES).flat();
    const answers = await Promise.all(names.map((name) => site.readCanary(name)));
    const times = answers.flatMap(({ status, body }) => {
      const stored = status === 200 ? STORED.safeParse(body).data : undefined;
      return stored && stored.epoch < epoch ? [Date.parse(stored.written)] : [];
    });
    const newest = times.length > 0 ? { newestSentAt: Math.max(...times) } : {};
    this.findings.push({ epoch, site: this.target, ...newest });
  }
}
