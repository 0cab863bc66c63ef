import { FAILING_STOP_CODES, OPENING_CALLS, PLACEMENT_FAILURE } from "../../functions/remediate/event-names";
import type { RemedySettings } from "../../functions/remediate/settings";

/** What EventBridge compares an event with. */
export type EventPattern = Readonly<Record<string, unknown>>;

/**
 * Calls that may have opened a security group, of any VPC: the request does not name the VPC, so the function asks. Only calls
 * that EC2 has not refused.
 */
const OPENED_GROUPS: EventPattern = {
  source: ["aws.ec2"],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: {
    eventSource: ["ec2.amazonaws.com"],
    eventName: OPENING_CALLS,
    errorCode: [{ exists: false }],
  },
};

/** What the rule of one remedy listens to. */
export interface RemedyEvents {
  readonly description: string;
  readonly pattern: EventPattern;
}

/** The alarms that call for a remedy, by their ARNs. */
export interface CallingAlarms {
  readonly targets: string;
  readonly database: readonly string[];
}

/** What the rules of a site's remedies listen to, by the names of the rules. */
export function remedyEvents(
  { service, database }: RemedySettings,
  alarmArns: CallingAlarms,
): Readonly<Record<string, RemedyEvents>> {
  const serviceName = service.serviceArn.split("/").at(-1) ?? "";
  return {
    "failed-tasks": {
      description: `Tasks of ${serviceName} that fail`,
      pattern: failedTasks(service.clusterArn, serviceName),
    },
    "placement-failures": {
      description: `No room for tasks of ${serviceName}`,
      pattern: placementFailures(service.serviceArn),
    },
    ...(database && {
      saturation: {
        description: `${database.clusterIdentifier} at the end of its capacity`,
        pattern: alarmsOn(alarmArns.database),
      },
    }),
    "unhealthy-targets": {
      description: `Targets of ${serviceName} that stay unhealthy`,
      pattern: alarmsOn([alarmArns.targets]),
    },
    "opened-groups": { description: "Security groups that were changed", pattern: OPENED_GROUPS },
  };
}

/** Tasks of a service that fail by themselves. */
function failedTasks(clusterArn: string, serviceName: string): EventPattern {
  return {
    source: ["aws.ecs"],
    "detail-type": ["ECS Task State Change"],
    detail: {
      clusterArn: [clusterArn],
      group: [`service:${serviceName}`],
      lastStatus: ["STOPPED"],
      stopCode: FAILING_STOP_CODES,
    },
  };
}

/** A service for whose tasks ECS finds no room. */
function placementFailures(serviceArn: string): EventPattern {
  return {
    source: ["aws.ecs"],
    "detail-type": ["ECS Service Action"],
    resources: [serviceArn],
    detail: { eventName: [PLACEMENT_FAILURE] },
  };
}

/** Alarms that go off. */
function alarmsOn(alarmArns: readonly string[]): EventPattern {
  return {
    source: ["aws.cloudwatch"],
    "detail-type": ["CloudWatch Alarm State Change"],
    resources: [...alarmArns],
    detail: { state: { value: ["ALARM"] } },
  };
}
