import { PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";
import { usageFor } from "../usage";

const DAYS_PER_MONTH = 365 / 12;
/** Alarms with a shorter period, in seconds, are of high resolution. */
const STANDARD_PERIOD = 60;
/** An alarm on an anomaly watches the metric and both ends of its band. */
const ANOMALY_METRICS = 3;
/** A log group without retention keeps everything; after so long the table stops counting. */
const FOREVER_DAYS = 3650;

/** Logs, metrics, alarms, dashboards and trails. */
export const observabilityRules: PricingRules = {
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_log_metric_filter: ({ block }) =>
    blocksOf(block.metric_transformation).map(() => ({ price: PRICES.customMetric, quantity: 1 })),
  aws_cloudwatch_metric_alarm: metricAlarm,
  aws_cloudwatch_composite_alarm: () => [{ price: PRICES.compositeAlarm, quantity: 1 }],
  aws_cloudwatch_dashboard: () => [{ price: PRICES.dashboard, quantity: 1 }],
  aws_cloudtrail: trail,
};

function logGroup({ block, usage, role, number }: Priced): Quantity[] {
  const gigabytes = usageFor(String(block.name), usage.logsGb)[role];
  const retention = number(block.retention_in_days ?? 0) || FOREVER_DAYS;
  return [
    { price: PRICES.logIngestion, quantity: gigabytes },
    { price: PRICES.logStorage, quantity: (gigabytes * usage.logCompression * retention) / DAYS_PER_MONTH },
    { price: PRICES.logScan, quantity: gigabytes * usage.logSearches },
  ];
}

function metricAlarm({ block, number }: Priced): Quantity[] {
  const metrics = blocksOf(block.metric_query).flatMap(({ metric }) => blocksOf(metric));
  const periods = [block, ...metrics].flatMap(({ period }) => (period === undefined ? [] : [number(period)]));
  const isFast = periods.some((period) => period < STANDARD_PERIOD);
  const count = Math.max(1, metrics.length);
  return [
    {
      price: isFast ? PRICES.fastAlarm : PRICES.alarm,
      quantity: block.threshold_metric_id === undefined ? count : count * ANOMALY_METRICS,
    },
  ];
}

function trail({ block, usage: { trail: usage }, role }: Priced): Quantity[] {
  const perMillion = 10;
  const selectors = [...blocksOf(block.event_selector), ...blocksOf(block.advanced_event_selector)];
  const recordsData = selectors.some(
    ({ data_resource, field_selector }) =>
      blocksOf(data_resource).length > 0 ||
      blocksOf(field_selector).some(
        ({ field, equals }) =>
          field === "eventCategory" && (equals as unknown[] | undefined)?.includes("Data"),
      ),
  );
  return [
    ...(usage.isFirstCopy
      ? []
      : [{ price: PRICES.trailCopy, quantity: usage.managementEventsMillions * perMillion }]),
    ...(recordsData
      ? [{ price: PRICES.trailData, quantity: usage.dataEventsMillions[role] * perMillion }]
      : []),
    ...(blocksOf(block.insight_selector).length > 0
      ? [{ price: PRICES.trailInsight, quantity: usage.insightEventsMillions * perMillion }]
      : []),
  ];
}
