import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import { hostNames } from "../../constructs/dns/host-names";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";
import type { Serving } from "./serving";

/** What the outputs of a site speak of. */
export interface SiteParts {
  readonly foundation: Foundation;
  readonly database: AuroraCluster;
  readonly serving: Serving;
}

/** What both stacks tell people and tests, under the same names. None of it depends on the site's role. */
export function siteOutputs(
  stack: RegionalStack,
  { foundation, database, serving }: SiteParts,
): Record<string, string> {
  const names = hostNames(stack);
  const { loadBalancer, service, validation, webAcl } = serving;
  return {
    ...(names && { SiteEndpoint: `https://${names.sites[stack.site]}` }),
    VpcId: foundation.network.vpcId,
    LoadBalancerDNS: loadBalancer.dnsName,
    WebAclArn: webAcl.arn,
    ClusterName: service.cluster.clusterName,
    ServiceName: service.serviceName,
    TaskFamily: service.task.family,
    ImageDigest: service.task.imageDigest,
    DatabaseClusterIdentifier: database.resource.clusterIdentifier,
    DatabaseEndpoint: database.resource.endpoint,
    DatabaseReaderEndpoint: database.resource.readerEndpoint,
    ValidationFunctionName: validation.function.name,
    ValidationQueueUrl: validation.queue.url,
    AlertTopicArn: foundation.topic.arn,
  };
}
