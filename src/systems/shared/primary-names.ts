import { EmergencyCheck } from "../../constructs/dns/emergency-check";
import { SiteVerdict } from "../../constructs/failover/site-verdict";
import { hostNames } from "../../constructs/dns/host-names";
import { SiteHealthCheck } from "../../constructs/dns/site-health-check";
import { SiteRecords, type AliasTargets } from "../../constructs/dns/site-records";
import { TrafficSwitch } from "../../constructs/dns/traffic-switch";
import { alertTopicArn } from "../../constructs/observability/alert-topic";
import type { AliasedScope } from "../../stacks/aliased-scope";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addEmergencyAlarms } from "./dns-alarms";
import type { Foundation } from "./foundation";
import { CONTRACT } from "./contract";
import type { SharedSettings } from "./settings";

/** What the names of the system hang on in the primary stack. */
export interface PrimaryNamesProps {
  readonly drRegion: AliasedScope;
  readonly given: SharedSettings;
  readonly foundation: Foundation;
  readonly targets: AliasTargets;
  readonly zoneId: string;
}

/** Adds the switch of the DNS failover, its way home in an emergency, and the primary site's records, where there is a domain. */
export function addPrimaryNames(stack: RegionalStack, props: PrimaryNamesProps) {
  const names = hostNames(stack);
  if (!names) return undefined;
  const { drRegion, given, foundation, targets, zoneId } = props;
  const emergency = new EmergencyCheck(stack, "emergency-check", { topicArn: foundation.topic.resource.arn });
  addEmergencyAlarms(stack, foundation);
  const traffic = new TrafficSwitch(drRegion, "traffic-switch", {
    topicArn: alertTopicArn(stack, "dr"),
    emergencyCheckId: emergency.id,
  });
  new SiteRecords(stack, "names", {
    names,
    zoneId,
    targets,
    healthCheckId: traffic.primaryHealthCheckId,
  });
  const probe = new SiteHealthCheck(stack, "probe", { names, settings: given.dns, topic: foundation.topic });
  new SiteVerdict(stack, "verdict", { names, zoneId, healthCheckId: probe.id });
  return {
    contract: { [CONTRACT.zoneId]: zoneId, [CONTRACT.drHealthCheckId]: traffic.drHealthCheckId },
    outputs: {
      Endpoint: `https://${names.service}`,
      HostedZoneId: zoneId,
      PrimaryHealthCheckId: traffic.primaryHealthCheckId,
      DrHealthCheckId: traffic.drHealthCheckId,
      SiteHealthCheckId: probe.id,
    },
  };
}
