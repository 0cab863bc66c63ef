import type { Site } from "../../../config/site";
import { otherSite } from "../../../config/site";
import type { Suspicion } from "../../../constructs/failover/detection-metric";
import type { Clock } from "../../../functions/probe-site/clock";
import { confirm, type Confirmation } from "../../../functions/probe-site/confirm";
import type { Measurement } from "../../../functions/probe-site/measure";
import type { Answer } from "../../../functions/probe-site/site-client";
import type { VirtualClock } from "../../asl/clock";
import type { Random } from "../../asl/random";
import type { ProbeModel } from "../../aws/probe";
import type { CheckerVerdict } from "./checkers";
import type { Conditions } from "./conditions";
import type { Names } from "./names";
import type { SiteService } from "./site";

/** A request without an answer is given up after so long, in milliseconds (src/functions/probe-site/site-client.ts). */
const TIMEOUT_MS = 3_000;

/** An answer of a healthy site takes so long: the time of a few round trips between regions. */
const ANSWER_MS = 100;

/** What is seen from a site of the other one. */
export interface VantageProps {
  readonly clock: VirtualClock;
  readonly conditions: Conditions;
  readonly services: Readonly<Record<Site, SiteService>>;
  readonly names: Names;
  readonly random: Random;
  /** What Route 53's checkers make of the primary site. @default - nobody else watches it */
  readonly checkers?: CheckerVerdict | undefined;
  /** How much of the acknowledged data is not in the site's database, in seconds. */
  readonly lostSeconds: () => number;
}

/** Looks at a site from the region of another one: by the code of the deployed function, over this world's network. */
export class Vantage implements ProbeModel {
  readonly clock: Clock;

  constructor(private readonly props: VantageProps) {
    const { clock } = props;
    this.clock = {
      now: () => new Date(clock.epoch + clock.now),
      sleep: (milliseconds) => clock.sleep(milliseconds),
    };
  }

  confirm(site: Site, suspicion: Suspicion): Promise<Confirmation> {
    const { checkers } = this.props;
    const verdict = site === "dr" && checkers ? { read: () => Promise.resolve(checkers.read()) } : undefined;
    return confirm({ suspicion, other: this.client(site, otherSite(site)), verdict }, this.clock);
  }

  async measure(site: Site): Promise<Measurement> {
    const { names, services } = this.props;
    const answered = names.answer.now;
    const { status, said } = await this.ask(site, answered, () => services[answered].acknowledges.now);
    return {
      answers: status === 200,
      site: answered,
      lostSeconds: this.props.lostSeconds(),
      evidence: [said],
    };
  }

  /** What the function in one site's region sees of a site. */
  client(from: Site, site: Site) {
    const service = this.props.services[site];
    return {
      health: () => this.ask(from, site, () => service.answers),
      ready: () => this.ask(from, site, () => service.acknowledges.now),
      writeCanary: () => this.ask(from, site, () => service.acknowledges.now),
    };
  }

  private async ask(from: Site, site: Site, isGood: () => boolean): Promise<Answer> {
    const { conditions, services, clock, random } = this.props;
    const { failing } = conditions.now;
    const reaches = from === site || conditions.sitesReachEachOther;
    const fails = failing[site] > 0 && random() < failing[site];
    if (!reaches || !services[site].answers || fails) {
      await clock.sleep(TIMEOUT_MS);
      return { status: undefined, body: undefined, said: `the ${site} site: no answer` };
    }
    await clock.sleep(ANSWER_MS);
    const status = isGood() ? 200 : 503;
    return { status, body: undefined, said: `the ${site} site: ${status}` };
  }
}
