import type { Construct } from "constructs";
import { regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";

/** Where the name of a parameter that a site's service is told lies: `/standby/<system>/<suffix>/<site>/service/<name>`. */
export function serviceParameterName(scope: Construct, name: string): string {
  const { system, environment } = RegionalStack.of(scope);
  return `/standby/${system}/${environment.suffix}/${siteOf(scope)}/service/${name}`;
}

/** The ARN of a parameter in the construct's own region, computed; its name begins with a slash. */
export function parameterArn(scope: Construct, name: string): string {
  const { account } = RegionalStack.of(scope).environment;
  return `arn:aws:ssm:${regionOf(scope)}:${account}:parameter${name}`;
}

/** Lets Fargate read what the site's service is told, when a task starts. */
export function readServiceParameters(scope: Construct): PolicyStatement {
  return {
    sid: "ReadParameters",
    actions: ["ssm:GetParameters"],
    resources: [parameterArn(scope, serviceParameterName(scope, "*"))],
    wildcardReason: "All parameters of this site's service and of no other: they lie under one path.",
  };
}
