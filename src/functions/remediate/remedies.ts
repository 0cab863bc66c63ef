import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { RDSClient } from "@aws-sdk/client-rds";
import { setTimeout as sleep } from "node:timers/promises";
import { AlarmReader } from "./alarm-reader";
import { CloseRules } from "./close-rules";
import { EcsService } from "./ecs-service";
import { RaiseCapacity } from "./raise-capacity";
import type { Remedy } from "./remedy";
import { ReplaceTask } from "./replace-task";
import { RestartService } from "./restart-service";
import type { RemedySettings } from "./settings";

/** Three attempts of a call that nobody answers end well within the function's time. */
export const CLIENT_OPTIONS = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};

/** The remedies of a site, with clients of its own region. */
export function makeRemedies({ service: arns, targets, database, ...network }: RemedySettings): Remedy[] {
  const now = () => new Date();
  const service = new EcsService(new ECSClient(CLIENT_OPTIONS), arns);
  const alarms = new AlarmReader(new CloudWatchClient(CLIENT_OPTIONS));
  const client = new ElasticLoadBalancingV2Client(CLIENT_OPTIONS);
  return [
    new RestartService({ ...arns, service, now }),
    ...(database ? [new RaiseCapacity({ ...database, client: new RDSClient(CLIENT_OPTIONS), alarms })] : []),
    new ReplaceTask({ ...targets, service, client, alarms, now, sleep }),
    new CloseRules({ ...network, client: new EC2Client(CLIENT_OPTIONS) }),
  ];
}
