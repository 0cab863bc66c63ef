import type { Construct } from "constructs";
import { RegionalStack } from "../../../stacks/regional-stack";
import { NAMESPACE, SITE_ACTIVE_METRIC, trafficDimensions } from "../../dns/traffic-metric";
import type { Metric, MetricExpression } from "../metric";

/** 1 while the site is the active one: published every minute in its region. */
function siteActive(scope: Construct): Metric {
  const { system, environment } = RegionalStack.of(scope);
  return {
    namespace: NAMESPACE,
    name: SITE_ACTIVE_METRIC,
    dimensions: trafficDimensions(system, environment.suffix),
    statistic: "Maximum",
    label: "Site is active",
  };
}

/**
 * A measure that follows the site's role, by metric math over the role's own metric. An alarm whose threshold followed the
 * role in Terraform would change with every failover, and no plan after one would be empty.
 *
 * A minute in which the role was not published has the role of the minute before.
 *
 * @param expressions metric math over the metric `m`, for either role.
 */
export function byRole(
  scope: Construct,
  metric: Metric,
  { active, standby, label }: { readonly active: string; readonly standby: string; readonly label: string },
): MetricExpression {
  return {
    expression: `IF(FILL(active, REPEAT), ${active}, ${standby})`,
    metrics: { active: siteActive(scope), m: metric },
    label,
  };
}
