import type { Site } from "../../../config/site";
import type { VirtualClock } from "../../asl/clock";
import { History } from "../history";
import type { Conditions } from "./conditions";
import type { Databases } from "./databases";
import type { RoleKnowledge } from "./role-knowledge";

/** What a site is made of. */
export interface SiteProps {
  readonly site: Site;
  readonly clock: VirtualClock;
  readonly conditions: Conditions;
  readonly databases: Databases;
  readonly role: RoleKnowledge;
  /** How many of its tasks run. */
  readonly tasks: () => number;
}

/** The service of a site, as it answers whoever reaches it. */
export class SiteService {
  /** Whether it acknowledges writes: its region lives, tasks run, they may write, and their database takes it. */
  readonly acknowledges: History<boolean>;
  /** Which share of the calls from outside fails on the way. */
  readonly failing: History<number>;

  constructor(private readonly props: SiteProps) {
    this.acknowledges = new History(this.doesAcknowledge());
    this.failing = new History(props.conditions.now.failing[props.site]);
    const refresh = () => this.refresh();
    props.conditions.onChange(refresh);
    props.role.onChange(refresh);
  }

  /** Whether anything answers. */
  get answers(): boolean {
    const { site, conditions, tasks } = this.props;
    return conditions.now.up[site] && tasks() > 0;
  }

  refresh(): void {
    const { site, clock, conditions } = this.props;
    this.acknowledges.set(clock.now, this.doesAcknowledge());
    this.failing.set(clock.now, conditions.now.failing[site]);
  }

  private doesAcknowledge(): boolean {
    const { site, databases, role } = this.props;
    return this.answers && role.mayWrite.now && databases.takesWrites[site].now;
  }
}
