import { COUNTED, NAMESPACE, remediationDimensions, SERVICE } from "../../../functions/remediate/metrics";
import type { RemedyName } from "../../../functions/remediate/remedy";
import type { Metric } from "../metric";

/**
 * What one remedy of a system has counted in one environment, by how it ended. A remedy that met no event reports nothing.
 *
 * Source of the dimensions: src/functions/remediate/handler.ts.
 */
export function remedyMetrics(
  system: string,
  suffix: string,
  remedy: RemedyName,
): Readonly<Record<keyof typeof COUNTED, Metric>> {
  const metric = ({ metric: name, label }: (typeof COUNTED)[keyof typeof COUNTED]): Metric => ({
    namespace: NAMESPACE,
    name,
    dimensions: { service: SERVICE, ...remediationDimensions(system, suffix), Remedy: remedy },
    statistic: "Sum",
    label: `${label}: ${remedy}`,
  });
  return {
    acted: metric(COUNTED.acted),
    reported: metric(COUNTED.reported),
    unneeded: metric(COUNTED.unneeded),
  };
}
