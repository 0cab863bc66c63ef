import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf, siteOf } from "../../stacks/aliased-scope";
import { Alarm } from "../observability/alarm";
import type { AlertTopic } from "../observability/alert-topic";
import { breaching } from "../observability/missing-data";
import { HEALTH_PATH } from "../ingress/service-target-group";
import type { HostNames } from "./host-names";
import type { DnsSettings } from "./settings";

/** Route 53 writes the metrics of health checks here and nowhere else (Route 53 developer guide, monitoring, read 2026-11). */
const METRICS_REGION = "us-east-1";

/** What the probe of a site is made from. */
export interface SiteHealthCheckProps {
  readonly names: HostNames;
  readonly settings: DnsSettings;
  /** Is told when the site does not answer. */
  readonly topic: AlertTopic;
}

/**
 * Probes a site from outside by its own name, from Route 53's checkers around the world. For detection and dashboards
 * only: no record refers to it, so a blip moves nothing.
 *
 * With 10 s and 3 failures a dead site is known after 20 to 48 s, and its alarm may lag by minutes. The alarm exists for a
 * site in us-east-1 only, where the metric is; other sites are watched through their load balancers' metrics.
 */
export class SiteHealthCheck extends Construct {
  readonly id: string;
  readonly alarm: Alarm | undefined;

  constructor(scope: Construct, id: string, { names, settings, topic }: SiteHealthCheckProps) {
    super(scope, id);
    this.id = new Route53HealthCheck(this, "Default", {
      provider: providerOf(this),
      type: "HTTPS",
      fqdn: names.sites[siteOf(this)],
      port: 443,
      resourcePath: HEALTH_PATH,
      enableSni: true,
      requestInterval: settings.healthCheckIntervalSeconds,
      failureThreshold: settings.failureThreshold,
      tags: { Name: nameFor(this, "site", "tagValue") },
    }).id;
    this.alarm = regionOf(this) === METRICS_REGION ? this.addAlarm(topic) : undefined;
  }

  private addAlarm(topic: AlertTopic): Alarm {
    return new Alarm(this, "alarm", {
      topic,
      thing: "site-unreachable",
      severity: "critical",
      summary: "The site does not answer on its own name from outside; traffic stays where it is",
      runbook: "site-unreachable",
      metric: {
        namespace: "AWS/Route53",
        name: "HealthCheckStatus",
        dimensions: { HealthCheckId: this.id },
        statistic: "Minimum",
        label: "Site answers",
      },
      comparison: "LessThanThreshold",
      threshold: 1,
      // The check itself has waited for several failures.
      evaluationPeriods: 1,
      missingData: breaching("A check that reports nothing is no proof of health."),
    });
  }
}
