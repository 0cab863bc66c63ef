import type { Metric } from "../metric";

/**
 * Metrics of one NAT gateway.
 *
 * Source: VPC User Guide, "NAT gateway metrics and dimensions"; from memory, to be checked there.
 */
export function natGatewayMetrics(natGatewayId: string) {
  const metric = (name: string, label: string): Metric => ({
    namespace: "AWS/NATGateway",
    name,
    dimensions: { NatGatewayId: natGatewayId },
    statistic: "Sum",
    label,
  });
  return {
    portAllocationErrors: metric("ErrorPortAllocation", "Connections without a port"),
  };
}
