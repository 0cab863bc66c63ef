import {
  COUNTED,
  NAMESPACE,
  retentionDimensions,
  SERVICE,
  type Counted,
} from "../../../functions/delete-expired/metrics";
import type { Metric } from "../metric";

/** What the deletion of expired data counts in one environment. */
export function retentionMetrics(system: string, suffix: string): Readonly<Record<Counted, Metric>> {
  const metric = (name: Counted): Metric => ({
    namespace: NAMESPACE,
    name,
    dimensions: { service: SERVICE, ...retentionDimensions(system, suffix) },
    statistic: "Sum",
    label: COUNTED[name],
  });
  return {
    Runs: metric("Runs"),
    UnfinishedRuns: metric("UnfinishedRuns"),
    HistoryDeleted: metric("HistoryDeleted"),
    ViewersDeleted: metric("ViewersDeleted"),
    ErasuresRepeated: metric("ErasuresRepeated"),
  };
}
