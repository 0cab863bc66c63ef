import { Construct } from "constructs";
import { REMEDIES } from "../../../functions/remediate/remedy";
import { siteOf } from "../../../stacks/aliased-scope";
import { RegionalStack } from "../../../stacks/regional-stack";
import type { Alarm } from "../alarm";
import type { ApiAlarms } from "../alarms/api-alarms";
import type { DatabaseAlarms } from "../alarms/database-alarms";
import type { DeliveryAlarms } from "../alarms/delivery-alarms";
import type { CompositeAlarm } from "../composite-alarm";
import type { Metric } from "../metric";
import { apiMetrics } from "../metrics/api";
import { auroraMetrics } from "../metrics/aurora";
import { cacheMetrics } from "../metrics/cache";
import { deliveryMetrics, type WatchedDelivery } from "../metrics/delivery";
import { remedyMetrics } from "../metrics/remediation";
import { requestMetrics } from "../metrics/requests";
import { serviceMetrics } from "../metrics/service";
import { streamMetrics } from "../metrics/stream";
import { Dashboard } from "./dashboard";
import { alarmStates, graph, text } from "./widget";

/** One point of the CPU graph sums up so many seconds. */
const CPU_PERIOD_SECONDS = 300;

/** What the overview of a site is made from. */
export interface OverviewDashboardProps {
  readonly clusterIdentifier: string;
  /** All nodes of the site's own cache. */
  readonly cacheNodeIds: readonly string[];
  readonly service: { readonly clusterName: string; readonly serviceName: string };
  readonly api: { readonly apiName: string; readonly stageName: string };
  /** Routes of the service that are shown one by one, such as `GET /titles/:id`. */
  readonly routes: readonly string[];
  readonly delivery: WatchedDelivery;
  /** Shown first: what says how the whole site is. */
  readonly shown: readonly (Alarm | CompositeAlarm)[];
  readonly alarms: {
    readonly database: DatabaseAlarms;
    readonly api: ApiAlarms;
    readonly delivery: DeliveryAlarms;
  };
}

/**
 * A site at a glance: its alarms, the CPU of database, cache and service, how fast the service answers, how far database and
 * events lag, and what remedies did.
 */
export class OverviewDashboard extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: OverviewDashboardProps) {
    super(scope, id);
    const { alarms } = props;
    const { system, environment } = RegionalStack.of(this);
    const { suffix } = environment;
    const routes = props.routes.map((route) => requestMetrics({ system, suffix, site: siteOf(this) }, route));
    const remedies = REMEDIES.map((remedy) => remedyMetrics(system, suffix, remedy));
    const database = auroraMetrics(props.clusterIdentifier);
    const api = apiMetrics(props.api.apiName, props.api.stageName);
    const stream = streamMetrics(props.delivery.streamName);
    const delivery = deliveryMetrics(props.delivery);
    const { name } = new Dashboard(this, "dashboard", {
      thing: "overview",
      rows: [
        [alarmStates("The site", props.shown)],
        [
          graph({
            title: "System CPU Utilization",
            left: cpuOf(props),
            width: 24,
            periodSeconds: CPU_PERIOD_SECONDS,
          }),
        ],
        [
          text(
            "The lag is reported by the follower's region only: while this site serves, its graph is empty.",
          ),
        ],
        [
          graph({
            title: "Database: lag",
            left: [database.recoveryPointLag],
            thresholds: [
              alarms.database.recoveryPointBroken,
              alarms.database.lagCritical,
              alarms.database.lagWarning,
            ],
          }),
          graph({
            title: "Database: capacity",
            left: [database.capacityUtilization],
            right: [database.capacity],
          }),
        ],
        [
          graph({ title: "API: requests", left: [api.requests] }),
          graph({
            title: "API: share of errors",
            left: [api.serverErrorShare, api.refusalShare],
            thresholds: [alarms.api.serverErrors, alarms.api.refusals],
          }),
        ],
        [
          graph({ title: "Service: time to the answer", left: routes.map(({ latency }) => latency("p90")) }),
          graph({
            title: "Service: requests and errors",
            left: routes.map(({ requests }) => requests),
            right: routes.map(({ errors }) => errors),
          }),
        ],
        [
          graph({
            title: "Events: taken and archived",
            left: [stream.takenRecords, delivery.delivered],
            right: [stream.throttledWrites],
          }),
          graph({
            title: "Events: behind",
            left: [delivery.behind],
            thresholds: [alarms.delivery.behindCritical, alarms.delivery.behindWarning],
          }),
        ],
        [
          graph({ title: "Remedies: put right", left: remedies.map(({ acted }) => acted) }),
          graph({ title: "Remedies: left to people", left: remedies.map(({ reported }) => reported) }),
        ],
      ],
    });
    this.name = name;
  }
}

/** The average CPU of each thing that has one. */
function cpuOf({ clusterIdentifier, cacheNodeIds, service }: OverviewDashboardProps): Metric[] {
  const { clusterName, serviceName } = service;
  const database = auroraMetrics(clusterIdentifier).cpu;
  return [
    { ...database, statistic: "Average", label: "Database, average of the instances (%)" },
    ...cacheMetrics(cacheNodeIds).cpu.map((node) => ({ ...node, label: `Cache: ${node.label}` })),
    { ...serviceMetrics(clusterName, serviceName).cpu, label: "Service (%)" },
  ];
}
