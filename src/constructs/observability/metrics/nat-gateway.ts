import { metricsOf } from "../metric";

/**
 * Metrics of one NAT gateway.
 *
 * Source: VPC User Guide, "NAT gateway metrics and dimensions"; from memory, to be checked there.
 */
export function natGatewayMetrics(natGatewayId: string) {
  const metric = metricsOf("AWS/NATGateway", { NatGatewayId: natGatewayId });
  return {
    portAllocationErrors: metric("ErrorPortAllocation", "Sum", "Connections without a port"),
  };
}
