import { Construct } from "constructs";
import { siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { MeasuredCheck } from "./measured-check";
import { EMERGENCY_METRIC } from "./traffic-metric";

/**
 * So many minutes without a 1 end an emergency. A schedule may skip a minute, which must not move traffic; and when the
 * emergency is handed back, the DR region's metric has this long to say the same.
 */
const MINUTES_TO_END = 3;

/** What the emergency check is made from. */
export interface EmergencyCheckProps {
  /** The alert topic of the primary site: is told when an emergency begins, and when it ends. */
  readonly topicArn: string;
}

/**
 * Healthy only while the primary site says, in its own region, that it serves in an emergency: the way for traffic to come
 * home while the DR region, whose metric is the switch, is lost.
 *
 * Anything else is unhealthy: 0, a metric that stops, a primary region that is lost. Its alarm is therefore in ALARM all
 * year, and OK in an emergency. Part of the primary stack's own region: it must outlive the DR region.
 */
export class EmergencyCheck extends Construct {
  readonly id: string;

  /** @throws Error outside of the primary region. */
  constructor(scope: Construct, id: string, { topicArn }: EmergencyCheckProps) {
    super(scope, id);
    if (siteOf(this) !== "primary") {
      throw new Error(`${this.node.path}: the emergency check must outlive the DR region`);
    }
    this.id = new MeasuredCheck(this, "Default", {
      thing: "emergency-at-primary",
      metricName: EMERGENCY_METRIC,
      alarm: {
        thing: "no-emergency",
        summary:
          `ALARM is the normal state; OK says that the primary site of ${RegionalStack.of(this).system} serves in an ` +
          "emergency",
        comparison: "LessThanThreshold",
        evaluationPeriods: MINUTES_TO_END,
        topicArn,
      },
      insufficientData: "Unhealthy",
    }).id;
  }
}
