import type { RedisCache } from "../../constructs/cache/redis-cache";
import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import { CacheClusterDashboard } from "../../constructs/observability/dashboards/cache-cluster-dashboard";
import { StreamDashboard } from "../../constructs/observability/dashboards/stream-dashboard";
import { LogQueries } from "../../constructs/observability/log-queries";
import { SiteAlarms } from "../../constructs/observability/site-alarms";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import { addMediaDashboards } from "../shared/media-dashboards";
import { addServingDashboards } from "../shared/serving-monitoring";
import { addAlarms } from "./alarms";
import type { Backups } from "./backups";
import { REDIS } from "./names";
import type { Serving } from "./serving";
import type { GlobalstreamSettings } from "./settings";

/** What is watched in a site. */
export interface MonitoringProps {
  readonly given: GlobalstreamSettings;
  readonly recoveryPointMinutes: number;
  readonly foundation: Foundation;
  readonly database: AuroraCluster;
  readonly cache: RedisCache;
  /** The site's own file system. */
  readonly fileSystemId: string;
  /** The other site's file system, which follows while this site serves. */
  readonly copyFileSystemId: string;
  readonly backups: Backups;
  readonly serving: Serving;
}

/** Adds alarms, dashboards and saved queries, in both sites alike. */
export function addMonitoring(stack: RegionalStack, props: MonitoringProps): void {
  const { foundation, database, serving } = props;
  const alarms = addAlarms(stack, props);
  const { archive, plays, arrival, departure, counts } = alarms.events;
  const { impaired, recoveryPointAtRisk } = new SiteAlarms(stack, "site-alarms", {
    topic: foundation.topic,
    impairing: [
      alarms.loadBalancer.noHealthyTarget,
      alarms.service.tooFewTasks,
      alarms.database.silent,
      alarms.api.serverErrors,
    ],
    endangeringData: [
      alarms.database.lagCritical,
      alarms.database.recoveryPointBroken,
      alarms.files.copyOutdated,
      archive.behindCritical,
      plays.behindCritical,
      arrival.latencyCritical,
      departure.failed,
      ...(counts.replicationLate ? [counts.replicationLate] : []),
    ],
  });
  addServingDashboards(stack, { ingress: serving, service: serving.service, alarms, alsoShown: [impaired] });
  addDashboards(stack, props, { alarms, recoveryPointAtRisk });
  new LogQueries(stack, "queries", {
    service: serving.service.task.logGroup.resource.name,
    database: database.parts.logGroup.resource.name,
    flowLogs: foundation.network.flowLogGroup.resource.name,
    firewall: serving.webAcl.logs.logGroup.resource.name,
  });
}

interface Watched {
  readonly alarms: ReturnType<typeof addAlarms>;
  readonly recoveryPointAtRisk: SiteAlarms["recoveryPointAtRisk"];
}

function addDashboards(stack: RegionalStack, props: MonitoringProps, watched: Watched): void {
  const { alarms } = watched;
  const { streaming } = props.serving;
  addMediaDashboards(stack, { ...props, ...watched });
  new CacheClusterDashboard(stack, "cache-dashboard", { thing: REDIS, alarms: alarms.cache });
  new StreamDashboard(stack, "events-dashboard", {
    streamName: streaming.stream.name,
    consumers: [
      { title: "Archive", ...streaming.archive.watched, alarms: alarms.events.archive },
      { title: "Plays", ...streaming.plays.watched, alarms: alarms.events.plays },
    ],
    results: streaming.results,
    alarms: alarms.events.stream,
  });
}
