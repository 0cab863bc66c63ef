import type { Construct } from "constructs";
import { AlarmGroup, type AlarmGroupProps } from "../alarm-group";
import { auroraMetrics } from "../metrics/aurora";
import { unchanged } from "../missing-data";

const TEBIBYTE = 2 ** 40;

/**
 * The largest volume of a cluster. Recent versions of the engine take 256 TiB.
 *
 * Source: Aurora User Guide, "Managing performance and scaling for Aurora DB clusters", storage scaling, as of 2025.
 */
const LARGEST_VOLUME_TEBIBYTES = 128;

/** A share of it after which there is time to think, in percent. */
const HIGH = 80;

/** What the alarm is made from. */
export interface DatabaseVolumeAlarmProps extends AlarmGroupProps {
  readonly clusterIdentifier: string;
}

/** An Aurora volume grows by itself, so nothing has to be done but to notice where that ends. */
export class DatabaseVolumeAlarm extends AlarmGroup {
  constructor(scope: Construct, id: string, props: DatabaseVolumeAlarmProps) {
    super(scope, id, props);
    this.add("volume", {
      severity: "warning",
      summary: `The database holds more than ${HIGH} % of the ${LARGEST_VOLUME_TEBIBYTES} TiB that its volume takes`,
      runbook: "database-capacity",
      metric: auroraMetrics(props.clusterIdentifier).volumeBytes,
      comparison: "GreaterThanThreshold",
      threshold: (HIGH / 100) * LARGEST_VOLUME_TEBIBYTES * TEBIBYTE,
      periodSeconds: 3600,
      evaluationPeriods: 1,
      missingData: unchanged("The volume of a cluster that reports nothing has not become smaller."),
    });
  }
}
