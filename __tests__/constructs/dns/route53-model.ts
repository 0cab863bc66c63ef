import type { Block, TerraformConfiguration } from "../../../src/terraform/configuration";
import { blocksOf } from "../../support/stack";

/** What a minute's metric was; undefined where nothing was published. */
export type Minutes = readonly (number | undefined)[];

/** The minutes of each metric, by its name. They all end now. */
export type Metrics = Readonly<Record<string, Minutes>>;

/**
 * Route 53's documents tell differently what an inverted check is that has never had data: its API reference that a new
 * check without a last known status is healthy, its guide that a new inverted one is unhealthy. Both are tried.
 */
export type Reading = "default before inversion" | "default after inversion";

/** The failover record that is answered: the primary where both are unhealthy (developer guide, how records are chosen). */
export function answered(primaryIsHealthy: boolean, secondaryIsHealthy: boolean): "PRIMARY" | "SECONDARY" {
  return !primaryIsHealthy && secondaryIsHealthy ? "SECONDARY" : "PRIMARY";
}

/** What Route 53 would see of a synthesized traffic switch. */
export class Route53Model {
  constructor(
    private readonly configuration: TerraformConfiguration,
    private readonly reading: Reading,
  ) {}

  /** Whether a check is healthy after those minutes. */
  isHealthy(check: Block, metrics: Metrics): boolean {
    const inverted = check.invert_healthcheck === true;
    if (check.type === "CALCULATED") {
      const children = (check.child_healthchecks as string[]).map((id) => this.checkOf(id));
      const healthy = children.filter((child) => this.isHealthy(child, metrics)).length;
      return healthy >= Number(check.child_health_threshold) !== inverted;
    }
    const alarm = this.find("aws_cloudwatch_metric_alarm", String(check.cloudwatch_alarm_name), "alarm_name");
    const minutes = metrics[String(alarm.metric_name)] ?? [];
    const status = check.insufficient_data_health_status;
    const now = breaches(alarm, minutes);
    if (now !== undefined) return !now !== inverted;
    if (status === "Unhealthy") return false;
    if (status !== "LastKnownStatus") throw new Error(`not modelled: ${String(status)}`);
    // The status of the last minute that had one.
    const earlier = minutes.map((_, index) => breaches(alarm, minutes.slice(0, index)));
    const last = earlier.findLast((breached) => breached !== undefined);
    return last === undefined ? this.reading === "default after inversion" || !inverted : !last !== inverted;
  }

  /** The check that a reference to its id names. */
  checkOf(id: string): Block {
    return this.find("aws_route53_health_check", id, "id");
  }

  private find(type: string, reference: string, attribute: string): Block {
    const found = blocksOf(this.configuration, type).find(
      ({ address }) => `\${${address}.${attribute}}` === reference,
    );
    if (!found) throw new Error(`nothing is ${reference}`);
    return found.block;
  }
}

/**
 * Whether all of the latest periods that have data breach the threshold; undefined without data (CloudWatch user guide,
 * how alarms evaluate missing data, read 2026-11).
 */
function breaches(alarm: Block, minutes: Minutes): boolean | undefined {
  const { comparison_operator, threshold, evaluation_periods, treat_missing_data, period } = alarm;
  if (treat_missing_data !== "missing" || period !== 60) throw new Error("not modelled");
  const compare: Readonly<Record<string, (value: number) => boolean>> = {
    GreaterThanOrEqualToThreshold: (value) => value >= Number(threshold),
    LessThanThreshold: (value) => value < Number(threshold),
  };
  const isBreaching = compare[String(comparison_operator)];
  if (!isBreaching) throw new Error(`not modelled: ${String(comparison_operator)}`);
  const values = minutes.slice(-Number(evaluation_periods)).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : values.every(isBreaching);
}
