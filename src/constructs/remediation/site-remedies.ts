import type { Construct } from "constructs";
import type { RemedySettings } from "../../functions/remediate/settings";
import { regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { RemediationProps, RemediedDatabase } from "./remediation";
import type { RemediationSettings } from "./settings";

/**
 * What the function is told of its site.
 *
 * @throws Error for a ceiling of the database's capacity below what is configured.
 */
export function siteRemedies(
  scope: Construct,
  { settings, service, targets, database, vpcId }: RemediationProps,
): RemedySettings {
  const place = `${regionOf(scope)}:${RegionalStack.of(scope).environment.account}`;
  const { clusterName, serviceName } = service;
  return {
    service: {
      clusterArn: `arn:aws:ecs:${place}:cluster/${clusterName}`,
      serviceArn: `arn:aws:ecs:${place}:service/${clusterName}/${serviceName}`,
    },
    targets: { targetGroupArn: targets.targetGroupArn, alarmName: targets.alarm.name },
    ...(database && {
      database: {
        clusterIdentifier: database.clusterIdentifier,
        alarmNames: database.alarms.map(({ name }) => name),
        stepUnits: settings.capacity.stepUnits,
        ceilingUnits: ceilingOf(scope, settings, database),
      },
    }),
    vpcId,
    publicPorts: settings.publicPorts,
  };
}

function ceilingOf(
  scope: Construct,
  { capacity }: RemediationSettings,
  { maximumUnits }: RemediedDatabase,
): number {
  const { ceilingUnits = maximumUnits } = capacity;
  if (ceilingUnits >= maximumUnits) return ceilingUnits;
  throw new Error(
    `${scope.node.path}: remediation.capacity.ceilingUnits is ${ceilingUnits}, below the database's maximum of ` +
      `${maximumUnits} capacity units: set it to ${maximumUnits} or more, or leave it out`,
  );
}
