import { readFileSync } from "node:fs";
import { join } from "node:path";

/** An event, for tests that change it. */
export interface GivenEvent {
  readonly id: string;
  readonly time: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Events as EventBridge delivers them, of payments' primary site in us-east-1. Their fields are those of AWS's examples:
 *
 * - `task-exited`, `task-without-capacity`, `placement-failure`: ECS Developer Guide, "Amazon ECS task state change events" and
 *   "service action events"; what a stopped task has, from published events.
 * - `capacity-alarm`, `targets-alarm`: CloudWatch User Guide, "Alarm events and EventBridge".
 * - `ingress-authorized`, `rules-modified`: CloudTrail User Guide, "CloudTrail record contents", and published records.
 *
 * All read 2026-11.
 */
export type EventName =
  | "task-exited"
  | "task-without-capacity"
  | "placement-failure"
  | "capacity-alarm"
  | "targets-alarm"
  | "ingress-authorized"
  | "rules-modified";

/** A fresh copy of an event. */
export function readEvent(name: EventName): GivenEvent {
  return JSON.parse(readFileSync(join(__dirname, "events", `${name}.json`), "utf8")) as GivenEvent;
}

/** An event with other details. */
export function withDetail(event: GivenEvent, detail: GivenEvent["detail"]): GivenEvent {
  return { ...event, detail: { ...event.detail, ...detail } };
}
