import type { PolicyStatement } from "../iam/policy-document";
import { SCALABLE_DIMENSION, SERVICE_NAMESPACE } from "./scaling";

/** Lets somebody set the range in which the tasks of services are scaled, in one region of an account. */
export function scalingStatement(
  sid: string,
  { region, account }: { readonly region: string; readonly account: string },
): PolicyStatement {
  return {
    sid,
    actions: ["application-autoscaling:RegisterScalableTarget"],
    resources: [`arn:aws:application-autoscaling:${region}:${account}:scalable-target/*`],
    conditions: [
      {
        operator: "StringEquals",
        key: "application-autoscaling:service-namespace",
        values: [SERVICE_NAMESPACE],
      },
      {
        operator: "StringEquals",
        key: "application-autoscaling:scalable-dimension",
        values: [SCALABLE_DIMENSION],
      },
    ],
    wildcardReason: "AWS makes the ids of scalable targets; the conditions leave only numbers of ECS tasks.",
  };
}
