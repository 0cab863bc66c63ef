import { NotPriced } from "../expression";
import { HOURS_PER_MONTH, PRICES } from "../prices";
import { blocksOf, type Priced, type PricingRules, type Quantity } from "../rule";

/** What a VPC has at its borders, load balancers and APIs. */
export const networkRules: PricingRules = {
  aws_vpc: ({ usage, role }) => [{ price: PRICES.zoneTransfer, quantity: usage.zoneTransferGb[role] }],
  aws_eip: () => [{ price: PRICES.publicIpv4, quantity: HOURS_PER_MONTH }],
  aws_nat_gateway: natGateway,
  aws_vpc_endpoint: endpoint,
  aws_lb: loadBalancer,
  aws_flow_log: flowLog,
  aws_api_gateway_rest_api: ({ usage, role }) => [
    { price: PRICES.apiRequest, quantity: usage.requestsMillions[role] },
    { price: PRICES.internetTransfer, quantity: usage.internetGb[role] },
  ],
  aws_api_gateway_stage: ({ block, usage, role }) =>
    block.xray_tracing_enabled === true
      ? [{ price: PRICES.trace, quantity: usage.requestsMillions[role] * usage.tracedShare }]
      : [],
  aws_api_gateway_method_settings: methodMetrics,
};

/** Requests, both kinds of errors and of latency, for each method, are charged; those of the whole stage are not. */
const METRICS_OF_A_METHOD = 5;

function natGateway({ usage, role, neighbours }: Priced): Quantity[] {
  // The traffic of a site is shared by its gateways.
  const share = usage.natGb[role] / Math.max(1, neighbours("aws_nat_gateway").length);
  return [
    { price: PRICES.natHour, quantity: HOURS_PER_MONTH },
    { price: PRICES.natTraffic, quantity: share },
  ];
}

function endpoint({ block, usage, role }: Priced): Quantity[] {
  const type = block.vpc_endpoint_type ?? "Gateway";
  // Gateway endpoints (S3, DynamoDB) are free.
  if (type === "Gateway") return [];
  if (type !== "Interface") throw new NotPriced(`endpoints of type ${String(type)} have no price`);
  return [
    { price: PRICES.endpointHour, quantity: subnetCount(block.subnet_ids) * HOURS_PER_MONTH },
    { price: PRICES.endpointTraffic, quantity: usage.endpointGb[role] },
  ];
}

function loadBalancer({ block, usage, role }: Priced): Quantity[] {
  if ((block.load_balancer_type ?? "application") !== "application") {
    throw new NotPriced("only Application Load Balancers have a price");
  }
  const isPublic = block.internal !== true;
  const addresses = isPublic
    ? subnetCount(block.subnets ?? blocksOf(block.subnet_mapping).map(({ subnet_id }) => subnet_id))
    : 0;
  return [
    { price: PRICES.loadBalancerHour, quantity: HOURS_PER_MONTH },
    { price: PRICES.loadBalancerUnit, quantity: usage.loadBalancerUnits[role] * HOURS_PER_MONTH },
    ...(isPublic
      ? [
          { price: PRICES.publicIpv4, quantity: addresses * HOURS_PER_MONTH },
          { price: PRICES.internetTransfer, quantity: usage.internetGb[role] },
        ]
      : []),
  ];
}

function subnetCount(subnets: unknown): number {
  if (!Array.isArray(subnets)) throw new NotPriced("the number of its subnets is known only to Terraform");
  return subnets.length;
}

function methodMetrics({ block, neighbours }: Priced): Quantity[] {
  if (!blocksOf(block.settings).some(({ metrics_enabled }) => metrics_enabled === true)) return [];
  // Browsers' questions are few.
  const methods = neighbours("aws_api_gateway_method").filter(
    ({ block: { http_method } }) => http_method !== "OPTIONS",
  );
  return [{ price: PRICES.customMetric, quantity: methods.length * METRICS_OF_A_METHOD }];
}

function flowLog({ block, usage, role }: Priced): Quantity[] {
  // In CloudWatch Logs they are priced with their log group.
  if ((block.log_destination_type ?? "cloud-watch-logs") === "cloud-watch-logs") return [];
  if (block.log_destination_type !== "s3") throw new NotPriced("only flow logs in Logs and S3 have a price");
  return [{ price: PRICES.flowLogToS3, quantity: usage.logsGb["/vpc/"]?.[role] ?? 0 }];
}
