import { Construct } from "constructs";
import { Alarm, type AlarmProps } from "./alarm";
import type { AlertTopic } from "./alert-topic";

/** What the alarms of every kind of resource need. */
export interface AlarmGroupProps {
  readonly topic: AlertTopic;
  /** What is watched, in the names of the alarms: `database`, `service`. Unique in the site. */
  readonly thing: string;
}

/** The alarms of one resource. */
export abstract class AlarmGroup extends Construct {
  private readonly made: Alarm[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly group: AlarmGroupProps,
  ) {
    super(scope, id);
  }

  /** All of them, in the order of their importance. */
  get alarms(): readonly Alarm[] {
    return this.made;
  }

  /** Adds an alarm under its name within the group. */
  protected add(name: string, props: Omit<AlarmProps, "topic" | "thing">): Alarm {
    const { topic, thing } = this.group;
    const alarm = new Alarm(this, name, { ...props, topic, thing: `${thing}-${name}` });
    this.made.push(alarm);
    return alarm;
  }
}
