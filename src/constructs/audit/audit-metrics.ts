import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import type { LogGroup } from "../observability/log-group";
import type { Metric } from "../observability/metric";

/** What the names of break-glass roles hold, of every system in the account: `BreakGlassRole` calls them so. */
const BREAK_GLASS = '"*-break-glass-*"';

const anyOf = (...names: string[]) => names.map((name) => `($.eventName = "${name}")`).join(" || ");

/**
 * What is counted in a trail, by the name of its metric. The patterns follow the CIS AWS Foundations Benchmark, but for the
 * break-glass roles, which it does not know.
 */
const PATTERNS = {
  RootUse:
    '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
  TrailChanges: `{ ${anyOf("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging", "PutEventSelectors")} }`,
  KeyLosses: `{ ($.eventSource = "kms.amazonaws.com") && (${anyOf("DisableKey", "ScheduleKeyDeletion")}) }`,
  // Who takes the role through the STS of another region is seen here by what the role does.
  BreakGlassUses: `{ ($.requestParameters.roleArn = ${BREAK_GLASS}) || ($.userIdentity.sessionContext.sessionIssuer.userName = ${BREAK_GLASS}) }`,
  UnauthorizedCalls: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
} as const;

/** The name of something that is counted in a trail. */
export type AuditEvent = keyof typeof PATTERNS;

/** What the metrics of a trail are made from. */
export interface AuditMetricsProps {
  readonly trailName: string;
  readonly group: LogGroup;
}

/** Counts what somebody should look at in a trail. */
export class AuditMetrics extends Construct {
  private readonly namespace: string;

  constructor(scope: Construct, id: string, { trailName, group }: AuditMetricsProps) {
    super(scope, id);
    this.namespace = `Standby/${trailName}`;
    for (const [name, pattern] of Object.entries(PATTERNS)) {
      new CloudwatchLogMetricFilter(this, name, {
        provider: providerOf(this),
        name,
        logGroupName: group.resource.name,
        pattern,
        metricTransformation: { namespace: this.namespace, name, value: "1" },
      });
    }
  }

  /** How often it happened. There is no data while it does not. */
  count(name: AuditEvent): Metric {
    return { namespace: this.namespace, name, dimensions: {}, statistic: "Sum", label: name };
  }
}
