import { hostNames } from "../../constructs/dns/host-names";
import { SiteHealthCheck } from "../../constructs/dns/site-health-check";
import { SiteRecords, type AliasTargets } from "../../constructs/dns/site-records";
import type { ReadContract } from "../../stacks/contract";
import type { RegionalStack } from "../../stacks/regional-stack";
import { CONTRACT } from "./contract";
import { addDnsAlarms } from "./dns-alarms";
import type { Foundation } from "./foundation";
import type { SharedSettings } from "./settings";

/** What the names of the system hang on in the DR stack. */
export interface DrNamesProps {
  readonly given: SharedSettings;
  readonly foundation: Foundation;
  readonly contract: ReadContract;
  readonly targets: AliasTargets;
}

/** Adds the DR site's records and its probe, where there is a domain. */
export function addDrNames(stack: RegionalStack, props: DrNamesProps): void {
  const names = hostNames(stack);
  if (!names) return;
  const { given, foundation, contract, targets } = props;
  new SiteRecords(stack, "names", {
    names,
    zoneId: contract.value(CONTRACT.zoneId),
    targets,
    healthCheckId: contract.value(CONTRACT.drHealthCheckId),
  });
  new SiteHealthCheck(stack, "probe", { names, settings: given.dns, topic: foundation.topic });
  addDnsAlarms(stack, foundation);
}
