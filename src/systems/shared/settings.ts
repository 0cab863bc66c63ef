import type { z } from "zod";
import type { CommonSettings } from "../../config/settings";
import type { auditSettings } from "../../constructs/audit/audit-settings";
import type { dnsSettings } from "../../constructs/dns/settings";
import type { failoverSettings } from "../../constructs/failover/settings";
import type { wafSettings } from "../../constructs/ingress/settings";
import type { ServiceSettings } from "../../constructs/service/settings";

/** What the settings of every system say that serves through a load balancer and keeps its data in a database. */
export interface SharedSettings extends CommonSettings {
  readonly audit: z.infer<typeof auditSettings>;
  readonly dns: z.infer<typeof dnsSettings>;
  readonly failover: z.infer<ReturnType<typeof failoverSettings>>;
  readonly secrets: { readonly rotationDays: number };
  readonly service: ServiceSettings;
  readonly waf: z.infer<typeof wafSettings>;
  /** How long logs of load balancers and buckets are kept, in days. */
  readonly accessLogRetentionDays: number;
}
