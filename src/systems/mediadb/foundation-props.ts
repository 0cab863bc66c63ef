import { endpointsWithoutNat } from "../../constructs/network/interface-endpoints";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { FoundationProps } from "../shared/foundation";
import type { MediadbSettings } from "./settings";

/** What the foundation of either site is made from: without NAT gateways, endpoints are the only way out (MD-NET-04, MD-NET-06). */
export function foundationProps(
  { site, environment }: RegionalStack,
  given: MediadbSettings,
): FoundationProps {
  const { executeCommand } = given.service;
  return {
    given,
    logRetentionInDays: given.applicationLogRetentionDays,
    // MD-NAM-03.
    alertsFrom: `StreamFlix Alerts - ${environment.suffix}`,
    ...(given.network.natGateways === "none" && {
      interfaceEndpoints: endpointsWithoutNat({ executeCommand, readsRoleByFunction: site === "primary" }),
    }),
  };
}
