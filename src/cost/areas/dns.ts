import { PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";

/** An interval that costs more, in seconds. */
const FAST_INTERVAL = 10;

/** Zones, records and health checks. */
export const dnsRules: PricingRules = {
  aws_route53_zone: () => [{ price: PRICES.zone, quantity: 1 }],
  aws_route53_record: record,
  aws_route53_health_check: healthCheck,
};

/**
 * Queries for an alias of a load balancer are free; both halves of a failover pair share the others. A record whose name
 * Terraform computes proves something to AWS, which asks for it now and then.
 */
function record({ block, usage, role }: Priced): Quantity[] {
  if (blocksOf(block.alias).length > 0 || String(block.name).includes("${")) return [];
  const isAsked = blocksOf(block.failover_routing_policy).length === 0 || role === "active";
  return [{ price: PRICES.query, quantity: isAsked ? usage.queriesMillions : 0 }];
}

/** At the price for what runs on AWS: a check of an alarm or of other checks costs as much, without features. */
function healthCheck({ block, number }: Priced): Quantity[] {
  const type = String(block.type);
  const features = [
    type.startsWith("HTTPS"),
    type.endsWith("_STR_MATCH"),
    block.request_interval !== undefined && number(block.request_interval) === FAST_INTERVAL,
    block.measure_latency === true,
  ].filter(Boolean).length;
  return [
    { price: PRICES.healthCheck, quantity: 1 },
    { price: PRICES.healthCheckFeature, quantity: features },
  ];
}
