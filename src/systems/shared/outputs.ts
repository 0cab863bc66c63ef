import { hostNames } from "../../constructs/dns/host-names";
import type { FargateService } from "../../constructs/service/fargate-service";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";
import type { Ingress } from "./ingress";

/** What the outputs of every site speak of. */
export interface ServingParts {
  readonly foundation: Foundation;
  readonly ingress: Ingress;
  readonly service: FargateService;
}

/** What both stacks of every system tell people and tests, under the same names. None of it depends on the site's role. */
export function servingOutputs(
  stack: RegionalStack,
  { foundation, ingress, service }: ServingParts,
): Record<string, string> {
  const names = hostNames(stack);
  return {
    ...(names && { SiteEndpoint: `https://${names.sites[stack.site]}` }),
    VpcId: foundation.network.vpcId,
    LoadBalancerDNS: ingress.loadBalancer.dnsName,
    WebAclArn: ingress.webAcl.arn,
    ClusterName: service.cluster.clusterName,
    ServiceName: service.serviceName,
    TaskFamily: service.task.family,
    ImageDigest: service.task.imageDigest,
    AlertTopicArn: foundation.topic.arn,
  };
}
