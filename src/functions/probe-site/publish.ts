import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { ANSWERS_METRIC, WRITES_METRIC } from "../../constructs/failover/detection-metric";
import { publishMetrics } from "../publish-metrics";

/** Kept by the second: the probes come every 10 s, and so do the periods of their alarms. */
const HIGH_RESOLUTION_SECONDS = 1;

/** What a probe has seen of the active site. */
export interface Seen {
  readonly answers: boolean;
  readonly writes: boolean;
}

/** Publishes what a probe has seen, as 1 and 0. */
export async function publish(
  client: CloudWatchClient,
  system: { readonly system: string; readonly suffix: string },
  { answers, writes }: Seen,
): Promise<void> {
  const values = { [ANSWERS_METRIC]: Number(answers), [WRITES_METRIC]: Number(writes) };
  await publishMetrics(client, system, values, HIGH_RESOLUTION_SECONDS);
}
