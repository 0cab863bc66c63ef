import type { Metric } from "../metric";

/**
 * A count that a function publishes with Powertools, which adds the dimension `service`.
 *
 * Source: Powertools for AWS Lambda (TypeScript), "Metrics"; from memory, to be checked there.
 */
export function applicationCount(namespace: string, service: string, name: string, label: string): Metric {
  return { namespace, name, dimensions: { service }, statistic: "Sum", label };
}
