import { remediationEvent, type RemediationEvent } from "./event";
import type { Deed, Limit, Memory } from "./memory";
import { wasRefused } from "./refusal";
import type { Finding, Remedy, RemedyName } from "./remedy";

/**
 * Events older than this speak of another world: nothing is done by itself any more. Lambda tries a failed run again for
 * less than that.
 */
const OLDEST_EVENT_MINUTES = 15;

/** What has to be known of one subject is told once an hour, and of a remedy no oftener than a person can read. */
const TELLING: Limit = { times: 20, withinMinutes: 60 };

/** How an event ended: something was done, people were told to do it, or nothing was needed. */
export type Result = "acted" | "reported" | "unneeded";

/** What people are told. */
export interface News {
  readonly remedy: RemedyName;
  readonly result: Exclude<Result, "unneeded">;
  readonly saw: string;
  /** What was done, or what was not done and why. */
  readonly text: string;
  readonly event: RemediationEvent;
}

/** What the remediation works with. */
export interface RemediationProps {
  /** For an event, the first that feels concerned. */
  readonly remedies: readonly Remedy[];
  /** Whether it acts, or only tells what it would do. */
  readonly mode: "act" | "report";
  readonly memory: Memory;
  /** Why nothing must be touched, if there is a reason. */
  readonly whyRolesMove: () => Promise<string | undefined>;
  readonly tell: (news: News) => Promise<void>;
  readonly count: (remedy: RemedyName, result: Result) => void;
  readonly log: (message: string, details: object) => void;
  readonly now: () => Date;
}

type Proposal = Extract<Finding, { kind: "act" }>;

/** Meets an event with its remedy: looks again, asks whether it may act, acts, tells. */
export class Remediation {
  constructor(private readonly props: RemediationProps) {}

  /**
   * @returns how it ended.
   * @throws Error for an event that no remedy knows, and for calls that AWS did not take: Lambda tries again, then puts the
   * event by.
   */
  async meet(given: unknown): Promise<Result> {
    const event = remediationEvent.parse(given);
    for (const remedy of this.props.remedies) {
      const finding = await remedy.examine(event);
      if (!finding) continue;
      const result = await this.follow(remedy, finding, event);
      this.props.count(remedy.name, result);
      return result;
    }
    throw new Error(`no remedy knows the event ${event.id} (${event["detail-type"]})`);
  }

  private async follow(remedy: Remedy, finding: Finding, event: RemediationEvent): Promise<Result> {
    if (finding.kind === "unneeded") {
      this.props.log("nothing to do", { remedy: remedy.name, event: event.id, why: finding.why });
      return "unneeded";
    }
    const { saw, subject } = finding;
    if (finding.kind === "report")
      return this.report(remedy, subject, saw, `Not done: ${finding.why}.`, event);
    const held = await this.whyNot(event);
    if (held !== undefined) return this.hold(remedy, finding, held, event);
    return this.act(remedy, finding, event);
  }

  private async whyNot(event: RemediationEvent): Promise<string | undefined> {
    const { mode, now, whyRolesMove } = this.props;
    if (mode === "report") return "remediation.mode is report";
    const minutes = (now().getTime() - Date.parse(event.time)) / 60_000;
    if (minutes > OLDEST_EVENT_MINUTES) return `the event is ${Math.floor(minutes)} minutes old`;
    return whyRolesMove();
  }

  private async act(remedy: Remedy, finding: Proposal, event: RemediationEvent): Promise<Result> {
    const { memory, tell, log } = this.props;
    const deed = { remedy: remedy.name, kind: "acted", key: event.id } as const;
    const claim = await memory.claim(deed, remedy.limit);
    if (claim === "repeated") {
      log("the event was met before", { remedy: remedy.name, event: event.id });
      return "unneeded";
    }
    if (claim === "exhausted") {
      const { times, withinMinutes } = remedy.limit;
      const often = times === 1 ? "once" : `${times} times`;
      return this.hold(remedy, finding, `it was done ${often} within ${withinMinutes} minutes`, event);
    }
    try {
      await finding.act();
    } catch (error) {
      const mayTryAgain = wasRefused(error) && (await this.forget(deed));
      if (!mayTryAgain) await this.doubt(remedy, finding, error as Error, event);
      throw error;
    }
    log("acted", { remedy: remedy.name, event: event.id, saw: finding.saw, did: finding.proposal });
    await tell({
      remedy: remedy.name,
      result: "acted",
      saw: finding.saw,
      text: `Done: ${finding.proposal}.`,
      event,
    });
    return "acted";
  }

  /** @returns false where the memory can't be used: then the next attempt takes the deed for done. */
  private async forget(deed: Deed): Promise<boolean> {
    const { memory, log } = this.props;
    try {
      await memory.release(deed);
      return true;
    } catch (error) {
      log("the memory can't be used", { remedy: deed.remedy, error: (error as Error).name });
      return false;
    }
  }

  /** What nobody answered may have been done: it is not tried again. */
  private doubt(
    { name: remedy }: Remedy,
    finding: Proposal,
    error: Error,
    event: RemediationEvent,
  ): Promise<void> {
    const text = `Perhaps done: ${finding.proposal}. AWS did not say so (${error.name}): look.`;
    return this.props.tell({ remedy, result: "reported", saw: finding.saw, text, event });
  }

  private hold(remedy: Remedy, finding: Proposal, why: string, event: RemediationEvent): Promise<Result> {
    const text = `Not done: ${finding.proposal}, because ${why}.`;
    return this.report(remedy, finding.subject, finding.saw, text, event);
  }

  private async report(
    { name: remedy }: Remedy,
    subject: string,
    saw: string,
    text: string,
    event: RemediationEvent,
  ): Promise<Result> {
    const { tell, log } = this.props;
    log("reported", { remedy, event: event.id, saw, text });
    if (await this.isNews(remedy, subject)) await tell({ remedy, result: "reported", saw, text, event });
    return "reported";
  }

  /** Where the memory can't be read, people rather hear a thing twice. */
  private async isNews(remedy: RemedyName, subject: string): Promise<boolean> {
    const { memory, log } = this.props;
    try {
      return (await memory.claim({ remedy, kind: "told", key: subject }, TELLING)) === "granted";
    } catch (error) {
      log("the memory can't be used", { remedy, error: (error as Error).name });
      return true;
    }
  }
}
