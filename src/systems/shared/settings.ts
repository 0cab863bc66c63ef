import { z } from "zod";
import { commonSettings, type CommonDefaults } from "../../config/settings";
import { auditSettings } from "../../constructs/audit/audit-settings";
import { dnsSettings } from "../../constructs/dns/settings";
import { failoverSettings, type FailoverDefaults } from "../../constructs/failover/settings";
import { wafSettings } from "../../constructs/ingress/settings";
import { accessLogRetentionDays } from "../../constructs/object-storage/storage-settings";
import { rotationDays } from "../../constructs/secrets/settings";
import { serviceSettings, type ServiceDefaults } from "../../constructs/service/settings";

/** What a system says of itself where its environment says nothing. */
export interface SharedDefaults extends CommonDefaults {
  readonly service: ServiceDefaults;
  readonly failover: FailoverDefaults;
}

/** The zod shape of every system that serves through a load balancer and keeps its data in a database. */
export function sharedSettings({ service, failover, ...common }: SharedDefaults) {
  return commonSettings(common).extend({
    service: serviceSettings(service),
    secrets: z.strictObject({ rotationDays }).prefault({}),
    accessLogRetentionDays,
    audit: auditSettings.prefault({}),
    waf: wafSettings,
    dns: dnsSettings,
    failover: failoverSettings(failover),
  });
}

/** What an environment says of every such system. */
export type SharedSettings = z.infer<ReturnType<typeof sharedSettings>>;

/**
 * How long a system's application logs are kept.
 *
 * @param of whose logs, in words.
 */
export function applicationLogRetentionDays(days: 7 | 30, of: string) {
  return z
    .literal([7, 14, 30, 60, 90, 180, 365, 400, 731])
    .default(days)
    .meta({
      description: `How long logs of ${of} are kept, in days; only values that CloudWatch Logs takes.`,
    });
}
