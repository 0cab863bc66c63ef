import { otherSite, type PerSite, type Site } from "../../../config/site";
import type { VirtualClock } from "../../asl/clock";
import type { Happening } from "../../aws/surroundings";
import { History } from "../history";
import type { Conditions } from "./conditions";

/** A takeover of the database: what the old writer acknowledged later than this is not in the new one. */
export interface Takeover {
  /** The site whose database writes from now on. */
  readonly to: Site;
  /** When it began, and when the new writer took writes; in milliseconds on the clock. */
  readonly beganAt: number;
  readonly movedAt: number;
  /** Milliseconds on the clock; undefined where nothing is lost. */
  readonly hasWritesUntil: number | undefined;
}

/** A database that was deleted. */
export interface Deletion {
  readonly site: Site;
  /** Milliseconds on the clock. */
  readonly at: number;
}

/** What the databases of both sites are made from. */
export interface DatabasesProps {
  readonly clock: VirtualClock;
  readonly conditions: Conditions;
  readonly regions: PerSite<string>;
  /** How far the follower is behind in this run, in seconds. */
  readonly lagSeconds: number;
}

/**
 * Which database takes writes, and what is in it.
 *
 * The old writer of a failover of Aurora is fenced as well as AWS can: where its region answers, it takes no writes once the new one
 * does. Where it does not, nobody stops it, until it is back. A switchover stops it at once (Aurora User Guide, disaster recovery,
 * read 2026-11). The source of a replica of RDS that was promoted is never fenced: it takes writes until it is deleted.
 */
export class Databases {
  /** Sites whose database would take a write that reaches it. */
  readonly takesWrites: PerSite<History<boolean>>;
  readonly takeovers: Takeover[] = [];
  readonly deletions: Deletion[] = [];
  #writer: Site = "primary";
  /** The old writer, as long as it takes writes. */
  #unfenced: Site | undefined;
  /** Whether AWS stops it. */
  #isFenced = true;
  #switching: Site | undefined;
  #beganAt = 0;
  /** Since when the follower gets nothing; in milliseconds on the clock. */
  #cutSince: number | undefined;
  #listener: () => void = () => undefined;

  constructor(private readonly props: DatabasesProps) {
    this.takesWrites = { primary: new History(true), dr: new History(false) };
    props.conditions.onChange(() => this.refresh());
  }

  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  /** Whether AWS stops the old writer of every takeover until now. */
  get areFenced(): boolean {
    return this.#isFenced;
  }

  get writer(): Site {
    return this.#writer;
  }

  take(happening: Happening): void {
    const { clock } = this.props;
    switch (happening.type) {
      case "database moving":
        this.#beganAt = clock.now;
        if (!happening.loses) this.#switching = this.siteOf(happening.from);
        break;
      case "database stayed":
        this.#switching = undefined;
        break;
      case "database moved": {
        const to = this.siteOf(happening.to);
        const hasWritesUntil = happening.loses ? this.copiedUntil() : undefined;
        this.takeovers.push({ to, beganAt: this.#beganAt, movedAt: clock.now, hasWritesUntil });
        this.#switching = undefined;
        this.#writer = to;
        this.#unfenced = happening.loses ? otherSite(to) : undefined;
        this.#isFenced = happening.fences;
        break;
      }
      case "database gone": {
        const site = this.siteOf(happening.instance);
        this.deletions.push({ site, at: clock.now });
        this.#writer = otherSite(site);
        this.#unfenced = undefined;
        break;
      }
      default:
        return;
    }
    this.refresh();
  }

  /** What was written until then came over, if the follower took over now; in milliseconds on the clock. */
  private copiedUntil(): number {
    return Math.min(this.#beganAt, this.#cutSince ?? Infinity) - this.props.lagSeconds * 1000;
  }

  private refresh(): void {
    const { clock, conditions } = this.props;
    const { up, connected } = conditions.now;
    const isCut = !conditions.sitesReachEachOther || !conditions.now.databaseWorks[this.#writer];
    this.#cutSince = isCut ? (this.#cutSince ?? clock.now) : undefined;
    if (this.#isFenced && this.#unfenced && up[this.#unfenced] && connected) this.#unfenced = undefined;
    let changed = false;
    for (const site of ["primary", "dr"] as const) {
      const isWriter = site === this.#writer && site !== this.#switching;
      const takes = (isWriter || site === this.#unfenced) && up[site] && conditions.now.databaseWorks[site];
      changed = this.takesWrites[site].set(clock.now, takes) || changed;
    }
    if (changed) this.#listener();
  }

  private siteOf(arn: string): Site {
    return arn.includes(`:${this.props.regions.dr}:`) ? "dr" : "primary";
  }
}
