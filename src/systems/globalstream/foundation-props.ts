import type { FoundationProps } from "../shared/foundation";
import type { GlobalstreamSettings } from "./settings";

/** So that tasks find their secrets and their image while no NAT gateway works (GS-NET-03, GS-NET-04); S3 is reached anyway. */
const INTERFACE_ENDPOINTS = ["secretsmanager", "ecr.api", "ecr.dkr"];

/** What the foundation of either site is made from. */
export function foundationProps(given: GlobalstreamSettings): FoundationProps {
  return {
    given,
    logRetentionInDays: given.applicationLogRetentionDays,
    interfaceEndpoints: INTERFACE_ENDPOINTS,
  };
}
