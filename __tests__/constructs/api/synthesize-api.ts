import type { Construct } from "constructs";
import { RestApi, type RestApiProps } from "../../../src/constructs/api/rest-api";
import { apiSettings } from "../../../src/constructs/api/settings";
import { VpcLink } from "../../../src/constructs/api/vpc-link";
import { LambdaFunction } from "../../../src/constructs/functions/lambda-function";
import { Network } from "../../../src/constructs/network/network";
import { regionOf } from "../../../src/stacks/aliased-scope";

export const LOGS_KEY = "arn:aws:kms:us-east-1:111122223333:key/logs";
export const CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/issued";
export const LOAD_BALANCER = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/a/1";
export const NAMES = {
  service: "payments-dev.example.com",
  sites: { primary: "primary.payments-dev.example.com", dr: "dr.payments-dev.example.com" },
};

/** The same for every API: what stands around it. */
export const STREAM = {
  name: "payments-events-dev",
  arn: "arn:aws:kinesis:us-east-1:111122223333:stream/payments-events-dev",
  keyArn: "arn:aws:kms:us-east-1:111122223333:key/data",
};

/** A network with a VPC link. */
export function addVpcLink(scope: Construct): VpcLink {
  const network = new Network(scope, "network", {
    cidr: "10.30.0.0/16",
    settings: { zones: ["a", "b"], natGateways: "none", flowLogRetentionDays: 30 },
    logsKeyArn: LOGS_KEY,
  });
  return new VpcLink(scope, "link", { network });
}

/** The smallest API that there is: without a domain. Its authorizer is a function of any kind. */
export function addApi(scope: Construct, given: Partial<RestApiProps> = {}): RestApi {
  const authorizer = new LambdaFunction(scope, "authorizer", {
    functionName: "publish-traffic",
    description: `Checks keys in ${regionOf(scope)}`,
    timeoutSeconds: 5,
    statements: [],
    keyArn: LOGS_KEY,
    logRetentionInDays: 7,
  });
  return new RestApi(scope, "api", {
    settings: apiSettings.parse(undefined),
    service: { link: addVpcLink(scope), loadBalancerArn: LOAD_BALANCER, baseUri: "http://service.internal" },
    stream: STREAM,
    authorizer,
    keyArn: LOGS_KEY,
    logRetentionInDays: 7,
    ...given,
  });
}
