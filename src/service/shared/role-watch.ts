import type { Site } from "../../config/site";
import type { Log } from "./logging";
import { chooseRole } from "./role-choice";
import type { RoleReading, RoleRecord, Standing } from "./role";

/** What a role watch is made from. */
export interface RoleWatchProps {
  readonly site: Site;
  /** Reads the role and the emergency record. Never fails, and has to end soon. */
  readonly read: () => Promise<RoleReading>;
  readonly pollSeconds: number;
  /** How long a reading gives the right to write, in seconds. */
  readonly graceSeconds: number;
  readonly log: Log;
  /** Milliseconds of a clock that is never set. @default - the process's monotonic clock */
  readonly now?: () => number;
  /** Milliseconds since 1970, to compare with times in the record. @default - the machine's clock */
  readonly wallClock?: () => number;
}

/**
 * Knows whether this site may write. It reads its role again and again; what it has read is worth something for a
 * limited time only, so a site that is cut off stops writing by itself. A site that takes over waits until the other one
 * has: between regions that have lost each other nothing else keeps two from writing at once.
 */
export class RoleWatch {
  private known: RoleRecord | undefined;
  /** Whether another site was active before, or nobody knows. */
  private hasTakenOver = true;
  private readAt = -Infinity;
  private troubles: readonly string[] = ["the role record has not been read yet"];
  /** Role and epoch as they were logged last. */
  private logged: string | undefined;
  private running = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly listeners: ((record: RoleRecord) => void)[] = [];
  private readonly now: () => number;
  private readonly wallClock: () => number;

  constructor(private readonly props: RoleWatchProps) {
    this.now = props.now ?? (() => performance.now());
    this.wallClock = props.wallClock ?? Date.now;
  }

  /** Calls back when another record holds: the site changed, or the epoch. */
  onChange(listener: (record: RoleRecord) => void): void {
    this.listeners.push(listener);
  }

  /** Reads at once, and then until it is stopped. */
  start(): void {
    this.running = true;
    const round = async () => {
      await this.poll();
      if (this.running) this.timer = setTimeout(round, this.props.pollSeconds * 1_000).unref();
    };
    void round();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.timer);
  }

  /** One reading. Never fails: what went wrong becomes a reason. */
  async poll(): Promise<void> {
    // The reading is as old as the question: whatever came after it may have changed it.
    const askedAt = this.now();
    this.accept(await this.props.read(), askedAt);
    this.logChange();
  }

  standing(): Standing {
    const { site, graceSeconds } = this.props;
    const epoch = this.known?.epoch ?? null;
    const answer = (role: Standing["role"], ...reasons: readonly string[]): Standing => ({
      site,
      role,
      epoch,
      mayWrite: role === "active",
      reasons,
    });
    const isFresh = this.now() - this.readAt < graceSeconds * 1_000;
    if (!this.known || !isFresh) {
      const age = Number.isFinite(this.readAt) ? [`no valid role record for ${graceSeconds} s`] : [];
      return answer("unknown", ...age, ...this.troubles);
    }
    const { activeSite } = this.known;
    if (activeSite !== site) return answer("standby", `the active site is ${activeSite}`);
    const wait = this.graceOfTheOther();
    if (wait <= 0) return answer("active");
    return {
      ...answer("active", `the other site may still write for ${Math.ceil(wait / 1_000)} s`),
      mayWrite: false,
    };
  }

  /** Whether this site still may write, in the same epoch as when the work began. */
  holds(epoch: number): boolean {
    const standing = this.standing();
    return standing.mayWrite && standing.epoch === epoch;
  }

  /**
   * How long a site that can't read the record any more may still write, in milliseconds: it has its grace since the record
   * changed. Nothing where this site was the active one before.
   */
  private graceOfTheOther(): number {
    const { changedAt } = this.known ?? {};
    if (!this.hasTakenOver || changedAt === undefined) return 0;
    return changedAt + this.props.graceSeconds * 1_000 - this.wallClock();
  }

  private accept(reading: RoleReading, askedAt: number): void {
    const { known } = this;
    const { record, isSplit, troubles } = chooseRole(reading, this.props.site, known);
    this.doubt(troubles, reading);
    if (isSplit) this.readAt = -Infinity;
    if (!record) return;
    this.readAt = askedAt;
    if (record.epoch === known?.epoch) return;
    this.hasTakenOver = known?.activeSite !== record.activeSite;
    this.known = record;
    for (const listener of this.listeners) listener(record);
  }

  private logChange(): void {
    const { role, epoch, reasons } = this.standing();
    const logged = `${role} ${epoch}`;
    if (logged === this.logged) return;
    this.logged = logged;
    this.props.log.warn({ role, epoch, reasons }, "the role of this site changed");
  }

  private doubt(troubles: readonly string[], { record, emergency }: RoleReading): void {
    // Said once, not with every reading.
    if (troubles.length > 0 && troubles.join() !== this.troubles.join()) {
      const err = [record, emergency].find((found) => found instanceof Error);
      this.props.log.warn({ troubles, err }, "the role is in doubt");
    }
    this.troubles = troubles;
  }
}
