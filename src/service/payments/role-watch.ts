import type { Site } from "../../config/site";
import type { Log } from "./logging";
import { RoleRecordError, type RoleRecord, type Standing } from "./role";

/** What a role watch is made from. */
export interface RoleWatchProps {
  readonly site: Site;
  /** Reads the role record. Has to end soon after the signal. */
  readonly read: (signal: AbortSignal) => Promise<RoleRecord>;
  readonly pollSeconds: number;
  /** How long a record that was read gives the right to write, in seconds. */
  readonly graceSeconds: number;
  readonly log: Log;
  /** Milliseconds of a clock that is never set. @default - the process's monotonic clock */
  readonly now?: () => number;
}

/** A read that takes longer is given up: the next one is better than waiting. In milliseconds. */
const READ_WITHIN_MS = 1_500;

/**
 * Knows whether this site may write. It reads the role record again and again; what it has read is worth something for
 * a limited time only, so a site that is cut off stops writing by itself.
 */
export class RoleWatch {
  private known: RoleRecord | undefined;
  private readAt = -Infinity;
  private trouble: string | undefined = "the role record has not been read yet";
  /** Role and epoch as they were logged last. */
  private logged: string | undefined;
  private running = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly listeners: ((record: RoleRecord) => void)[] = [];
  private readonly now: () => number;

  constructor(private readonly props: RoleWatchProps) {
    this.now = props.now ?? (() => performance.now());
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

  /** One read. Never fails: what went wrong becomes a reason. */
  async poll(): Promise<void> {
    // The record is as old as the question: whatever came after it may have changed it.
    const askedAt = this.now();
    try {
      this.accept(await this.props.read(AbortSignal.timeout(READ_WITHIN_MS)), askedAt);
    } catch (error) {
      // The messages of AWS name accounts and roles: those are for the log only.
      const { name, message } = error as Error;
      this.doubt(
        `the role record can't be read: ${error instanceof RoleRecordError ? message : name}`,
        error,
      );
    }
    this.logChange();
  }

  standing(): Standing {
    const { site, graceSeconds } = this.props;
    const epoch = this.known?.epoch ?? null;
    const answer = (role: Standing["role"], ...reasons: readonly (string | undefined)[]): Standing => ({
      site,
      role,
      epoch,
      mayWrite: role === "active",
      reasons: reasons.filter((reason) => reason !== undefined),
    });
    const isFresh = this.now() - this.readAt < graceSeconds * 1_000;
    if (!this.known || !isFresh) {
      const age = Number.isFinite(this.readAt) ? `no valid role record for ${graceSeconds} s` : undefined;
      return answer("unknown", age, this.trouble);
    }
    const { activeSite } = this.known;
    return activeSite === site ? answer("active") : answer("standby", `the active site is ${activeSite}`);
  }

  /** Whether this site still may write, in the same epoch as when the work began. */
  holds(epoch: number): boolean {
    const standing = this.standing();
    return standing.mayWrite && standing.epoch === epoch;
  }

  private accept(record: RoleRecord, askedAt: number): void {
    const { known } = this;
    if (known && record.epoch < known.epoch) {
      this.doubt(`the role record went back from epoch ${known.epoch} to ${record.epoch}, which is ignored`);
      return;
    }
    const isSame = known?.epoch === record.epoch;
    if (isSame && known.activeSite !== record.activeSite) {
      // Both sites could take themselves for the active one, with an epoch that tells nothing.
      this.readAt = -Infinity;
      this.doubt(`the role record changed to ${record.activeSite} without a new epoch`);
      return;
    }
    this.readAt = askedAt;
    this.trouble = undefined;
    if (isSame) return;
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

  private doubt(trouble: string, err?: unknown): void {
    // Said once, not with every read.
    if (trouble !== this.trouble) this.props.log.warn({ trouble, err }, "the role record is in doubt");
    this.trouble = trouble;
  }
}
