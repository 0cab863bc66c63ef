import { CacheDashboard } from "../../constructs/observability/dashboards/cache-dashboard";
import { OverviewDashboard } from "../../constructs/observability/dashboards/overview-dashboard";
import { LogQueries } from "../../constructs/observability/log-queries";
import { SiteAlarms } from "../../constructs/observability/site-alarms";
import { WATCHED_ROUTES } from "../../service/mediadb/watched-routes";
import type { RegionalStack } from "../../stacks/regional-stack";
import { addMediaDashboards } from "../shared/media-dashboards";
import { addServingDashboards } from "../shared/serving-monitoring";
import { addAlarms } from "./alarms";
import type { SiteParts } from "./outputs";
import type { MediadbSettings } from "./settings";

/** What is watched in a site. */
export interface MonitoringProps extends SiteParts {
  readonly given: MediadbSettings;
  readonly recoveryPointMinutes: number;
  /** The other site's file system, which follows while this site serves. */
  readonly copyFileSystemId: string;
}

/** Adds alarms, dashboards and saved queries, in both sites alike. */
export function addMonitoring(stack: RegionalStack, props: MonitoringProps) {
  const { foundation, database, serving, events, retention } = props;
  const alarms = addAlarms(stack, props);
  const composite = addSiteAlarms(stack, props, alarms);
  addServingDashboards(stack, {
    ingress: serving,
    service: serving.service,
    alarms,
    alsoShown: [composite.impaired],
  });
  addDashboards(stack, props, { alarms, composite });
  new LogQueries(stack, "queries", {
    service: serving.service.task.logGroup.resource.name,
    database: database.parts.logGroup.resource.name,
    flowLogs: foundation.network.flowLogGroup.resource.name,
    firewall: serving.webAcl.logs.logGroup.resource.name,
    api: serving.api.stage.logs.access.resource.name,
    delivery: events.delivery.logGroup.resource.name,
    retention: retention.function.logGroup.resource.name,
  });
  return alarms;
}

type Alarms = ReturnType<typeof addAlarms>;

function addSiteAlarms(stack: RegionalStack, { foundation }: MonitoringProps, alarms: Alarms): SiteAlarms {
  const { delivery, arrival, departure } = alarms.events;
  return new SiteAlarms(stack, "site-alarms", {
    topic: foundation.topic,
    impairing: [
      alarms.loadBalancer.noHealthyTarget,
      alarms.service.tooFewTasks,
      alarms.database.silent,
      alarms.cache.silent,
      alarms.api.serverErrors,
    ],
    endangeringData: [
      alarms.database.lagCritical,
      alarms.database.recoveryPointBroken,
      alarms.files.copyOutdated,
      delivery.behindCritical,
      delivery.failed,
      arrival.latencyCritical,
      departure.failed,
      ...(alarms.erasures.replicationLate ? [alarms.erasures.replicationLate] : []),
    ],
  });
}

interface Watched {
  readonly alarms: Alarms;
  readonly composite: SiteAlarms;
}

function addDashboards(stack: RegionalStack, props: MonitoringProps, { alarms, composite }: Watched): void {
  const { cache, events } = props;
  const { clusterIdentifier } = props.database;
  const { api, service } = props.serving;
  const { impaired, recoveryPointAtRisk } = composite;
  new OverviewDashboard(stack, "overview-dashboard", {
    clusterIdentifier,
    cacheNodeIds: cache.nodeIds,
    service: { clusterName: service.cluster.clusterName, serviceName: service.serviceName },
    api,
    routes: WATCHED_ROUTES,
    delivery: { streamName: events.stream.name, deliveryStreamName: events.delivery.name },
    shown: [impaired, recoveryPointAtRisk],
    alarms: { database: alarms.database, api: alarms.api, delivery: alarms.events.delivery },
  });
  addMediaDashboards(stack, { ...props, alarms, recoveryPointAtRisk });
  new CacheDashboard(stack, "cache-dashboard", { nodeIds: cache.nodeIds, alarms: alarms.cache });
}
