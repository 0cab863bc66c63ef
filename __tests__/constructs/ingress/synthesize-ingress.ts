import type { Construct } from "constructs";
import { LoadBalancer, type LoadBalancerProps } from "../../../src/constructs/ingress/load-balancer";
import { Network } from "../../../src/constructs/network/network";

export const CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/issued";
export const LOG_BUCKET = "payments-access-logs";
export const LOGS_KEY = "arn:aws:kms:us-east-1:111122223333:key/logs";

/** A network with the smallest load balancer that there is: internal, for a service on port 8443. */
export function addLoadBalancer(scope: Construct, given: Partial<LoadBalancerProps> = {}): LoadBalancer {
  return new LoadBalancer(scope, "ingress", {
    network: new Network(scope, "network", {
      cidr: "10.30.0.0/16",
      settings: { zones: ["a", "b"], natGateways: "none", flowLogRetentionDays: 30 },
      publicSubnets: true,
      logsKeyArn: LOGS_KEY,
    }),
    servicePort: 8443,
    logBucketName: LOG_BUCKET,
    ...given,
  });
}
