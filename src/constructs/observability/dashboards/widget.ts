import type { Alarm } from "../alarm";
import type { CompositeAlarm } from "../composite-alarm";
import { isExpression, type Measure, type Metric } from "../metric";

/** A dashboard's grid is this wide (CloudWatch API reference, "Dashboard body structure and syntax"; from memory, to be checked there). */
export const COLUMNS = 24;

/** A widget before it has a place. */
export interface Widget {
  readonly type: "alarm" | "metric" | "text";
  readonly width: number;
  readonly height: number;
  /** What it shows, for a given region. */
  readonly properties: (region: string) => Record<string, unknown>;
}

/** What a graph shows. */
export interface GraphProps {
  readonly title: string;
  readonly left: readonly Measure[];
  /**
   * What is drawn against the right axis.
   *
   * @default - nothing
   */
  readonly right?: readonly Measure[];
  /**
   * Alarms whose thresholds are drawn as lines.
   *
   * @default - no lines
   */
  readonly thresholds?: readonly Alarm[];
  /**
   * In columns of 24.
   *
   * @default 12
   */
  readonly width?: number;
  /**
   * What one point sums up, in seconds; a multiple of 60.
   *
   * @default 60
   */
  readonly periodSeconds?: number;
}

/** Measures over time, with the thresholds at which alarms go off. */
export function graph({
  title,
  left,
  right = [],
  thresholds = [],
  width = 12,
  periodSeconds = 60,
}: GraphProps): Widget {
  const measures = [
    ...left.map((measure) => ({ measure, axis: "left" })),
    ...right.map((measure) => ({ measure, axis: "right" })),
  ];
  return {
    type: "metric",
    width,
    height: 6,
    properties: (region) => ({
      title,
      region,
      view: "timeSeries",
      stacked: false,
      period: periodSeconds,
      metrics: measures.flatMap(({ measure, axis }, index) => rows(measure, axis, index)),
      ...(thresholds.length > 0 && {
        annotations: {
          horizontal: thresholds.map(({ props, name }) => ({ label: name, value: props.threshold })),
        },
      }),
    }),
  };
}

/** The state of alarms, all at a glance. */
export function alarmStates(title: string, alarms: readonly (Alarm | CompositeAlarm)[]): Widget {
  // A row of four alarms needs about one line of the grid.
  const height = 2 + Math.ceil(alarms.length / 4);
  return {
    type: "alarm",
    width: COLUMNS,
    height,
    properties: () => ({ title, alarms: alarms.map(({ arn }) => arn) }),
  };
}

/** A line of Markdown. */
export function text(markdown: string): Widget {
  return { type: "text", width: COLUMNS, height: 2, properties: () => ({ markdown }) };
}

function rows(measure: Measure, yAxis: string, index: number): unknown[] {
  if (!isExpression(measure)) return [row(measure, { yAxis, label: measure.label })];
  // Ids must be unique in a widget: two expressions may call their metrics alike.
  const prefix = `m${index}_`;
  const ids = Object.keys(measure.metrics);
  const expression = ids.reduce(
    (changed, id) => changed.replace(new RegExp(`\\b${id}\\b`, "g"), prefix + id),
    measure.expression,
  );
  return [
    [{ id: `e${index}`, expression, label: measure.label, yAxis }],
    ...Object.entries(measure.metrics).map(([id, metric]) =>
      row(metric, { id: prefix + id, visible: false }),
    ),
  ];
}

function row({ namespace, name, dimensions, statistic }: Metric, options: object): unknown[] {
  return [namespace, name, ...Object.entries(dimensions).flat(), { stat: statistic, ...options }];
}
