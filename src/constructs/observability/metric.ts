/** How CloudWatch sums up the data points of a period; `p99` is the 99th percentile. */
export type Statistic = "Average" | "Maximum" | "Minimum" | "SampleCount" | "Sum" | `p${number}`;

/** One CloudWatch metric of one thing, and how it is summed up. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
  /** What it is called on a dashboard, with its unit. */
  readonly label: string;
}

/** Makes the metrics of one thing in one namespace: by name, how each is summed up, and what it is called. */
export function metricsOf(namespace: string, dimensions: Readonly<Record<string, string>>) {
  return (name: string, statistic: Statistic, label: string): Metric => ({
    namespace,
    name,
    dimensions,
    statistic,
    label,
  });
}

/** Metric math over some metrics, each under the id by which the expression names it. */
export interface MetricExpression {
  readonly expression: string;
  /** By id: a lower-case letter, then letters, digits and underscores. */
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly label: string;
}

/** What an alarm watches and a dashboard shows. */
export type Measure = Metric | MetricExpression;

/** Whether a measure is computed from several metrics. */
export function isExpression(measure: Measure): measure is MetricExpression {
  return "expression" in measure;
}

/** A percentile is another argument of an alarm than a statistic. */
export function isPercentile(statistic: Statistic): boolean {
  return statistic.startsWith("p");
}
