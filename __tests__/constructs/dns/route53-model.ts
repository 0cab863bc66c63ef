import type { Block, TerraformConfiguration } from "../../../src/terraform/configuration";
import { argumentsOf, blocksOf } from "../../support/synthesis";

/** What a minute's metric was; undefined where nothing was published. */
export type Minutes = readonly (number | undefined)[];

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
  isHealthy(check: Block, minutes: Minutes): boolean {
    const inverted = check.invert_healthcheck === true;
    if (check.type === "CALCULATED") {
      const children = (check.child_healthchecks as string[]).map((id) => this.checkOf(id));
      const healthy = children.filter((child) => this.isHealthy(child, minutes)).length;
      return healthy >= Number(check.child_health_threshold) !== inverted;
    }
    if (check.insufficient_data_health_status !== "LastKnownStatus") throw new Error("not modelled");
    const lastKnown = minutes.findLast((value) => value !== undefined);
    if (lastKnown === undefined) return this.reading === "default after inversion" || !inverted;
    return !this.breaches(lastKnown) !== inverted;
  }

  /** The check that a reference to its id names. */
  checkOf(id: string): Block {
    const found = blocksOf(this.configuration, "aws_route53_health_check").find(
      ({ address }) => `\${${address}.id}` === id,
    );
    if (!found) throw new Error(`no check ${id}`);
    return found.block;
  }

  private breaches(value: number): boolean {
    const { comparison_operator, threshold } = argumentsOf(this.configuration, "aws_cloudwatch_metric_alarm");
    const compare: Readonly<Record<string, (limit: number) => boolean>> = {
      GreaterThanOrEqualToThreshold: (limit) => value >= limit,
      LessThanThreshold: (limit) => value < limit,
    };
    const breaches = compare[String(comparison_operator)];
    if (!breaches) throw new Error(`not modelled: ${String(comparison_operator)}`);
    return breaches(Number(threshold));
  }
}
