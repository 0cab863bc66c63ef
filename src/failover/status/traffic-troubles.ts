import type { StatusAnswers } from "./inspect";
import { valueOf } from "./answer";
import type { Roles } from "./roles";

/** Why callers may not reach the active site, and other disorder of the roles. */
export function trafficTroubles({ dns }: StatusAnswers, roles: Roles): string[] {
  const { activeSite, trafficSite, isEmergency, emergencyReason } = roles;
  const answered = valueOf(dns);
  return [
    ...(isEmergency
      ? [
          `the emergency record holds (${emergencyReason}): it must be handed back when the DR region is there again`,
        ]
      : []),
    ...(trafficSite === activeSite
      ? []
      : [`the ${activeSite} site is active, and traffic goes to the ${trafficSite} site`]),
    ...(answered !== undefined && answered !== trafficSite
      ? [`the names lead to the ${answered} site, and traffic belongs to the ${trafficSite} site`]
      : []),
  ];
}
