import { ANSWERS_METRIC, WRITES_METRIC } from "../../../src/constructs/failover/detection-metric";
import type { SubjectProps } from "../../../src/failover/simulation/subject";
import { mediaShop, replicaShop } from "../aws/shop";
import { scopeOf } from "../machine/machines";

const ALARMS = {
  unreachable: { metric_name: ANSWERS_METRIC, evaluation_periods: 3 },
  "not-writing": { metric_name: WRITES_METRIC, evaluation_periods: 18 },
};

/** A shop with an instance of PostgreSQL and its replica, whose failover alarms start. */
export function synthesizedReplicaShop(): SubjectProps {
  return withAlarms(replicaShop);
}

/** The same with a file system and its copy. */
export function synthesizedMediaShop(): SubjectProps {
  return withAlarms(mediaShop);
}

function withAlarms({ primary, dr }: typeof replicaShop): SubjectProps {
  const { system, account, suffix } = scopeOf("dr");
  const names = Object.keys(ALARMS);
  const each = <T>(make: (name: string) => T) => Object.fromEntries(names.map((name) => [name, make(name)]));
  return {
    system,
    account,
    suffix,
    configurations: {
      primary: {
        ...primary,
        resource: {
          ...primary.resource,
          aws_route53_health_check: {
            probe: { fqdn: "shop.example", request_interval: 10, failure_threshold: 3 },
          },
        },
      },
      dr: {
        ...dr,
        resource: {
          ...dr.resource,
          aws_cloudwatch_metric_alarm: each((name) => ({
            ...ALARMS[name as keyof typeof ALARMS],
            alarm_name: `shop-${name}-dr-test`,
            period: 10,
          })),
          aws_cloudwatch_event_rule: each((name) => ({
            name: `shop-start-${name}-dr-test`,
            event_pattern: JSON.stringify({
              resources: [`arn:aws:cloudwatch:us-east-2:${account}:alarm:shop-${name}-dr-test`],
            }),
          })),
          aws_cloudwatch_event_target: each((name) => ({
            arn: "${aws_sfn_state_machine.failover.arn}",
            rule: `\${aws_cloudwatch_event_rule.${name}.name}`,
            input: JSON.stringify({
              mode: "failover",
              trigger: "alarm",
              suspicion: name,
              reason: `the alarm shop-${name}-dr-test`,
            }),
          })),
        },
      },
    },
  };
}
