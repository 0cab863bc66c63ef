import type { RegionalClients } from "../../aws/clients";
import { NAMESPACE, trafficDimensions } from "../../constructs/dns/traffic-metric";
import { ANSWERS_METRIC, WRITES_METRIC } from "../../constructs/failover/detection-metric";
import { latestValues } from "./metrics";
import type { StatusTarget } from "./target";

/** What the probes in the DR region saw of the active site last. */
export interface ProbeState {
  /** Whether it answers; undefined where nothing was published lately. */
  readonly answers: boolean | undefined;
  /** Whether it takes writes; undefined where nothing was published lately. */
  readonly writes: boolean | undefined;
}

/** Reads what the probes in the DR region saw of the active site last. */
export async function probeState(
  clients: Pick<RegionalClients, "cloudWatch">,
  { system, suffix }: Pick<StatusTarget, "system" | "suffix">,
  now: number,
  abortSignal: AbortSignal,
): Promise<ProbeState> {
  const dimensions = trafficDimensions(system, suffix);
  const metrics = [ANSWERS_METRIC, WRITES_METRIC].map((name) => ({
    namespace: NAMESPACE,
    name,
    dimensions,
    statistic: "Maximum" as const,
  }));
  const [answers, writes] = await latestValues(clients, metrics, now, abortSignal);
  return { answers: isOne(answers), writes: isOne(writes) };
}

function isOne(value: number | undefined): boolean | undefined {
  return value === undefined ? undefined : value >= 1;
}
