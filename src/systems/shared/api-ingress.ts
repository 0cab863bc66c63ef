import { ownsSingletonOf } from "../../config/singletons";
import { KEY_HEADER } from "../../constructs/api/authorizer";
import { ApiAccount } from "../../constructs/api/api-account";
import type { ApiStream } from "../../constructs/api/event-route";
import { RestApi } from "../../constructs/api/rest-api";
import type { ApiSettings } from "../../constructs/api/settings";
import { VpcLink } from "../../constructs/api/vpc-link";
import { hostNames } from "../../constructs/dns/host-names";
import type { LambdaFunction } from "../../constructs/functions/lambda-function";
import { LoadBalancer } from "../../constructs/ingress/load-balancer";
import { WebAcl } from "../../constructs/ingress/web-acl";
import { SERVICE_PORT } from "../../constructs/service/fargate-service";
import type { RegionalStack } from "../../stacks/regional-stack";
import { certificateArn, type IngressProps } from "./ingress";
import type { SharedSettings } from "./settings";

/** What an ingress with an API is made from. */
export interface ApiIngressProps extends IngressProps {
  readonly given: SharedSettings & { readonly api: ApiSettings };
  /** Checks keys. */
  readonly authorizer: LambdaFunction;
  /** Where events go. */
  readonly stream: ApiStream;
}

/** Adds the API with its names, the firewall in front of it, and behind it the load balancer that only it reaches. */
export function addApiIngress(stack: RegionalStack, props: ApiIngressProps) {
  const { given, foundation, uploads } = props;
  const { network, operationsKeyArn, logRetentionInDays } = foundation;
  const names = hostNames(stack);
  const certificate = certificateArn(stack, props);
  const link = new VpcLink(stack, "api-link", { network });
  const loadBalancer = new LoadBalancer(stack, "ingress", {
    network,
    servicePort: SERVICE_PORT,
    certificateArn: certificate,
    callersSecurityGroupId: link.securityGroup.id,
    logBucketName: props.logBucketName,
  });
  const account = ownsSingletonOf("api", stack.environment, stack.system, stack.region)
    ? [new ApiAccount(stack, "api-account").resource]
    : [];
  const api = new RestApi(stack, "api", {
    settings: given.api,
    ...(names && certificate && { domain: { names, certificateArn: certificate } }),
    service: {
      link,
      loadBalancerArn: loadBalancer.arn,
      baseUri: names ? `https://${names.sites[stack.site]}` : `http://${loadBalancer.dnsName}`,
    },
    stream: props.stream,
    authorizer: props.authorizer,
    keyArn: operationsKeyArn,
    logRetentionInDays,
    after: [loadBalancer.listener, ...account],
  });
  const webAcl = new WebAcl(stack, "firewall", {
    settings: given.waf,
    resourceArn: api.stageArn,
    keyHeader: KEY_HEADER,
    inFrontOf: "API",
    logsKeyArn: operationsKeyArn,
    logRetentionInDays: given.network.flowLogRetentionDays,
    uploads,
  });
  return { api, loadBalancer, webAcl, targets: api.aliasTargets };
}
