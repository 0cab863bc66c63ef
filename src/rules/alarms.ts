import { ALARM_DESCRIPTION } from "../constructs/observability/alarm-text";
import {
  addressedBlocks,
  type AddressedBlock,
  type TerraformConfiguration,
} from "../terraform/configuration";
import type { Rule } from "./rule";

const METRIC_ALARM = "aws_cloudwatch_metric_alarm";
const ALARMS = [METRIC_ALARM, "aws_cloudwatch_composite_alarm"];

/** A topic of the same stack by reference, or one of either stack by an ARN that was computed from its name. */
const REFERENCE = /^\$\{aws_sns_topic\.[\w-]+\.arn\}$/;
const COMPUTED = /^arn:aws:sns:[a-z0-9-]+:\d{12}:([\w-]+)$/;

/** Requirements PY-ALM-04 and PY-MON-03: an alarm that nobody hears, or nobody knows what to do about, is none. */
export const alarmsRule: Rule = {
  id: "alarms",
  title:
    "Every alarm tells people when it starts and ends, how bad it is, what to do, and what silence means",
  check({ configuration, other }) {
    const topics = new Set([...topicNames(configuration), ...topicNames(other)]);
    return addressedBlocks(configuration)
      .filter(({ mode, type }) => mode === "resource" && ALARMS.includes(type))
      .flatMap((alarm) => problemsOf(alarm, topics).map((problem) => `${alarm.address}: ${problem}`));
  },
};

function problemsOf({ type, block }: AddressedBlock, topics: ReadonlySet<string>): string[] {
  const notifies = (argument: string) =>
    ((block[argument] as unknown[] | undefined) ?? []).some((action) => isTopic(action, topics));
  return [
    ...(notifies("alarm_actions") ? [] : ["nobody is told: alarm_actions must name the alert topic"]),
    ...(notifies("ok_actions")
      ? []
      : ["nobody is told when it is over: ok_actions must name the alert topic"]),
    ...(block.actions_enabled === false ? ["its actions are switched off"] : []),
    ...(ALARM_DESCRIPTION.test(String(block.alarm_description))
      ? []
      : [
          'alarm_description must read "<critical or warning>: <what is wrong>. Runbook: docs/runbooks/<page>.md"',
        ]),
    ...(type === METRIC_ALARM && block.treat_missing_data === undefined
      ? ["treat_missing_data is left to its default: say what missing data means"]
      : []),
  ];
}

function isTopic(action: unknown, topics: ReadonlySet<string>): boolean {
  const text = String(action);
  return REFERENCE.test(text) || topics.has(COMPUTED.exec(text)?.[1] ?? "");
}

function topicNames(configuration: TerraformConfiguration): string[] {
  return Object.values(configuration.resource?.aws_sns_topic ?? {}).map(({ name }) => String(name));
}
