import { otherSite, SITES, type PerSite, type Site } from "../../config/site";
import { hostNames } from "../../constructs/dns/host-names";
import { BreakGlassRole } from "../../constructs/failover/break-glass-role";
import { DETECTION_WINDOWS } from "../../constructs/failover/detection-metric";
import { AutomaticStart } from "../../constructs/failover/detection-start";
import {
  failoverMachineArn,
  FailoverMachine,
  failoverMachineName,
} from "../../constructs/failover/failover-machine";
import { OtherSite, type OtherSiteProps } from "../../constructs/failover/other-site";
import { SiteProbe } from "../../constructs/failover/site-probe";
import { DetectionAlarms } from "../../constructs/observability/alarms/detection-alarms";
import { FailoverAlarms } from "../../constructs/observability/alarms/failover-alarms";
import { DETECTED_BY_HUMANS, detectedByProbes } from "../../failover/detection";
import { DURATIONS } from "../../failover/durations";
import type { Participant } from "../../failover/participant";
import { explainOtherRegion } from "../../policy/other-region";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Objectives } from "../system";
import type { Foundation } from "./foundation";
import { addFunctionAlarms } from "./function-alarms";
import type { SharedSettings } from "./settings";

/** What a site fails over with. */
export interface FailoverProps {
  readonly given: SharedSettings;
  readonly objectives: Objectives;
  readonly foundation: Foundation;
  /** What moves in the database. */
  readonly database: Pick<OtherSiteProps, "aurora" | "replica">;
  /** What takes part in a failover into the stack's site. */
  readonly participants: readonly Participant[];
  /** The key of the role table in the site's own region. */
  readonly roleTableKeyArn: string;
  /** The keys of the role table by its region; the one of the primary region is needed there only. */
  readonly roleTableKeyArns: { readonly dr: string; readonly primary?: string };
}

/** Adds what moves the roles, in both sites alike; what detects a loss by itself stands in the DR site only. */
export function addFailover(stack: RegionalStack, props: FailoverProps): Record<string, string> {
  const { given, objectives, foundation, database, roleTableKeyArn } = props;
  const { site, environment } = stack;
  const { topic, operationsKeyArn, logRetentionInDays } = foundation;
  const names = hostNames(stack);
  const common = { keyArn: operationsKeyArn, logRetentionInDays };
  const other = otherSite(site);
  const otherService = {
    clusterName: stack.physicalName("cluster", "ecsCluster", other),
    serviceName: stack.physicalName("service", "ecsService", other),
  };
  const reach = new OtherSite(stack, "other-site", {
    ...common,
    service: otherService,
    ...database,
    machineArn: failoverMachineArn(stack, other),
    roleTableKeyArns: props.roleTableKeyArns,
  }).function;
  const probe = names && new SiteProbe(stack, "probe-site", { ...common, names, roleTableKeyArn }).function;
  const startsByItself = site === "dr" && probe !== undefined && given.failover.automatic;
  const machine = new FailoverMachine(stack, "failover", {
    participants: props.participants,
    facts: {
      objectives,
      detection: startsByItself ? detectedByProbes(DETECTION_WINDOWS.unreachable) : DETECTED_BY_HUMANS,
      propagation: names ? PROPAGATION : [],
      ...(given.failover.recoveryTimeWaiver && { waiver: given.failover.recoveryTimeWaiver }),
    },
    otherService,
    otherSiteArn: reach.arn,
    probeArn: probe?.arn,
    topic,
    keyArns: { roleTable: roleTableKeyArn, topic: operationsKeyArn },
    logsKeyArn: operationsKeyArn,
    logRetentionInDays,
  });
  if (site === "dr" && database.replica) {
    explainOtherRegion(
      machine.resource,
      "The source that a replica made anew must name: it is compared, and nothing is called there.",
    );
  }
  new FailoverAlarms(stack, "failover-alarms", { topic, thing: "failover", machineArn: machine.arn });
  addFunctionAlarms(stack, foundation, { "other-site": reach, ...(probe && { "probe-site": probe }) });
  if (site === "dr" && probe) {
    const alarms = new DetectionAlarms(stack, "detection", { topic });
    if (startsByItself) new AutomaticStart(stack, "automatic-start", { alarms, machine, topic });
  }
  const breakGlass = new BreakGlassRole(stack, "break-glass", {
    machineNames: ofBothSites((of) => failoverMachineName(stack, of)),
    keyArns: [...new Set([operationsKeyArn, roleTableKeyArn])],
    byHand: machine.byHand,
    aurora: database.aurora,
    principals: environment.breakGlassPrincipals,
  });
  return { FailoverMachineArn: machine.arn, BreakGlassRoleArn: breakGlass.arn };
}

/** From the metric of the switch to callers. */
const PROPAGATION = [
  { title: "Route 53's health checks follow the metric", duration: DURATIONS.healthCheckOfAlarm },
  { title: "Resolvers forget the old answer", duration: DURATIONS.aliasTimeToLive },
];

function ofBothSites(value: (site: Site) => string): PerSite<string> {
  const [primary, dr] = SITES.map(value) as [string, string];
  return { primary, dr };
}
