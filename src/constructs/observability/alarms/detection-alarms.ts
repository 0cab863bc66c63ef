import type { Construct } from "constructs";
import { siteOf } from "../../../stacks/aliased-scope";
import { RegionalStack } from "../../../stacks/regional-stack";
import { NAMESPACE, trafficDimensions } from "../../dns/traffic-metric";
import {
  ANSWERS_METRIC,
  DETECTION_WINDOWS,
  WRITES_METRIC,
  type Suspicion,
} from "../../failover/detection-metric";
import type { Alarm, AlarmProps } from "../alarm";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { notBreaching } from "../missing-data";

/**
 * Whether the active site is lost, as the DR site sees it from outside: whichever site is the active one. Each of its alarms
 * is a suspicion that a failover begins with.
 */
export class DetectionAlarms extends AlarmGroup {
  readonly bySuspicion: Readonly<Record<Suspicion, Alarm>>;

  /** @throws Error outside of the DR region: detection must outlive the primary region. */
  constructor(scope: Construct, id: string, props: Pick<AlarmGroupProps, "topic">) {
    super(scope, id, { ...props, thing: "active-site" });
    if (siteOf(this) !== "dr") {
      throw new Error(`${this.node.path}: detection must outlive the primary region`);
    }
    this.bySuspicion = {
      unreachable: this.suspect("unreachable", ANSWERS_METRIC, {
        summary: "The active site does not answer the DR site's probes: it may be lost",
        runbook: "site-unreachable",
      }),
      "not-writing": this.suspect("not-writing", WRITES_METRIC, {
        summary: "The active site takes no writes, for longer than its database needs to mend itself",
        runbook: "region-partially-down",
      }),
    };
  }

  private suspect(
    suspicion: Suspicion,
    metricName: string,
    text: Pick<AlarmProps, "summary" | "runbook">,
  ): Alarm {
    const { system, environment } = RegionalStack.of(this);
    const { periodSeconds, periods } = DETECTION_WINDOWS[suspicion];
    return this.add(suspicion, {
      ...text,
      severity: "critical",
      metric: {
        namespace: NAMESPACE,
        name: metricName,
        dimensions: trafficDimensions(system, environment.suffix),
        // Two probes may fall into one period: one that succeeds is enough.
        statistic: "Maximum",
        label: metricName,
      },
      comparison: "LessThanThreshold",
      threshold: 1,
      periodSeconds,
      evaluationPeriods: periods,
      missingData: notBreaching(
        "A probe that does not run is no sign of a dead site; its function's own alarms tell of it.",
      ),
    });
  }
}
