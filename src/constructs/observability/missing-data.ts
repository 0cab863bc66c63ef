import { Token } from "cdktf";

/** Source: PutMetricAlarm, API model of SDK 3.1162, read 2026-11. */
const TREATMENTS = ["breaching", "ignore", "missing", "notBreaching"];

/** What an alarm makes of periods without data, and why. */
export interface MissingData {
  /** One of CloudWatch's treatments, or an expression that gives one. */
  readonly treatment: string;
  readonly reason: string;
}

/** No data is bad: what should report does not. */
export function breaching(reason: string): MissingData {
  return { treatment: "breaching", reason };
}

/** No data is good: the metric appears only when something is wrong, or only under load. */
export function notBreaching(reason: string): MissingData {
  return { treatment: "notBreaching", reason };
}

/** No data changes nothing: the alarm stays as it is. */
export function unchanged(reason: string): MissingData {
  return { treatment: "ignore", reason };
}

/** No data is neither: the alarm says INSUFFICIENT_DATA. */
export function unknown(reason: string): MissingData {
  return { treatment: "missing", reason };
}

/** @throws Error for a treatment that CloudWatch does not know, or without a reason. */
export function checkMissingData(path: string, { treatment, reason }: MissingData): void {
  if (!Token.isUnresolved(treatment) && !TREATMENTS.includes(treatment)) {
    throw new Error(
      `${path}: missing data can't be treated as ${treatment}, but as ${TREATMENTS.join(", ")}`,
    );
  }
  if (!reason.trim()) throw new Error(`${path}: the treatment of missing data needs a reason`);
}
