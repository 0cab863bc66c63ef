import type { Site } from "../../../config/site";
import type { RoleRecord } from "../../../service/shared/role";
import type { VirtualClock } from "../../asl/clock";
import { History } from "../history";

/** What a site's service knows its role from. */
export interface RoleKnowledgeProps {
  readonly clock: VirtualClock;
  readonly site: Site;
  /** What holds of what can be read now; undefined where that tells the site nothing. */
  readonly read: () => RoleRecord | undefined;
  readonly pollSeconds: number;
  readonly graceSeconds: number;
  /** How long a site that takes over waits for the other one's grace, counted from the change of the record. */
  readonly waitSeconds: number;
}

/** A read of the record that takes longer is given up, in milliseconds (src/service/shared/role-reader.ts). */
const READ_MS = 1_500;

/**
 * Whether the service of a site may write: as its slowest task sees it, which learns of a change last. It reads the record
 * again and again; what it has read is worth something for its grace (src/service/shared/role-watch.ts).
 *
 * Computed from the moments at which something changes, not from each read.
 */
export class RoleKnowledge {
  readonly mayWrite: History<boolean>;
  #readable: RoleRecord | undefined;
  #known: RoleRecord | undefined;
  #isFresh = true;
  #waitsUntil = -Infinity;
  /** How often what can be read has changed, and how often it was read since. */
  #changes = 0;
  #reads = 0;
  readonly #listeners: (() => void)[] = [];

  constructor(private readonly props: RoleKnowledgeProps) {
    this.#readable = props.read();
    this.#known = this.#readable;
    this.mayWrite = new History(this.isActive());
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** What is read, or the way to it, may have changed. */
  refresh(): void {
    const { clock, read, pollSeconds, graceSeconds } = this.props;
    const before = this.#readable;
    const readable = read();
    if (readable?.epoch === before?.epoch && readable?.activeSite === before?.activeSite) return;
    this.#readable = readable;
    const change = ++this.#changes;
    if (readable) {
      clock.at(clock.now + pollSeconds * 1000 + READ_MS, () => {
        if (change === this.#changes) this.learn(readable);
      });
    } else {
      const reads = this.#reads;
      clock.at(clock.now + graceSeconds * 1000, () => {
        if (reads === this.#reads) this.forget();
      });
    }
  }

  private learn(record: RoleRecord): void {
    // An epoch that goes back is ignored, and does not count as read.
    if (record.epoch < (this.#known?.epoch ?? 0)) return;
    this.#reads += 1;
    this.waitOutTheOther(record);
    this.#known = record;
    this.#isFresh = true;
    this.tell();
  }

  /** A site that takes over does not write before the other one's grace is over, counted from the change of the record. */
  private waitOutTheOther(record: RoleRecord): void {
    const { clock, site, pollSeconds, waitSeconds } = this.props;
    if (record.activeSite !== site || this.#known?.activeSite === site) return;
    const changedAt = clock.now - (pollSeconds * 1000 + READ_MS);
    this.#waitsUntil = changedAt + waitSeconds * 1000;
    clock.at(this.#waitsUntil, () => this.tell());
  }

  private forget(): void {
    this.#isFresh = false;
    this.tell();
  }

  private tell(): void {
    if (!this.mayWrite.set(this.props.clock.now, this.isActive())) return;
    for (const listener of this.#listeners) listener();
  }

  private isActive(): boolean {
    const { clock, site } = this.props;
    return this.#isFresh && this.#known?.activeSite === site && clock.now >= this.#waitsUntil;
  }
}
