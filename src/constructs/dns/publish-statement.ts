import type { PolicyStatement } from "../iam/policy-document";
import { NAMESPACE } from "./traffic-metric";

/**
 * Lets somebody publish the project's own metrics.
 *
 * @param region holds it to one region. @default - any
 */
export function publishStatement({
  sid = "PublishMetrics",
  region,
}: { readonly sid?: string; readonly region?: string } = {}): PolicyStatement {
  return {
    sid,
    actions: ["cloudwatch:PutMetricData"],
    resources: ["*"],
    conditions: [
      { operator: "StringEquals", key: "cloudwatch:namespace", values: [NAMESPACE] },
      ...(region === undefined
        ? []
        : [{ operator: "StringEquals", key: "aws:RequestedRegion", values: [region] }]),
    ],
    wildcardReason: "CloudWatch knows no resource for this action; the condition holds it to one namespace.",
  };
}
