/** The namespace of the project's own metrics. */
export const NAMESPACE = "Standby";

/** 1 while the system's names lead to the DR site, 0 while they lead to the primary site: the switch of the DNS failover. */
export const TRAFFIC_METRIC = "TrafficAtDr";

/** 1 while the DR site is the active one, else 0. Ahead of the traffic: names move when the new site is verified. */
export const ACTIVE_METRIC = "ActiveAtDr";

/** How many times the active site has changed, plus one. */
export const EPOCH_METRIC = "RoleEpoch";

/**
 * 1 while the primary site serves by the emergency item of the role table, else 0. In the primary region: it moves the
 * names while the DR region is lost.
 */
export const EMERGENCY_METRIC = "EmergencyAtPrimary";

/** How long ago the last drill ended, in days. Not published before the first. */
export const DRILL_METRIC = "DaysSinceDrill";

/** 1 while the site of the metric's own region is the active one, else 0: alarms there follow the role by it. */
export const SITE_ACTIVE_METRIC = "SiteActive";

/** The dimensions of all of them, which function and alarm must agree on to the letter. */
export function trafficDimensions(system: string, suffix: string) {
  return { System: system, Environment: suffix };
}
