import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import type { Foundation } from "./foundation";
import type { Serving } from "./serving";

/** What both stacks tell people and tests, under the same names. None of it depends on the site's role. */
export function siteOutputs(parts: {
  readonly foundation: Foundation;
  readonly database: AuroraCluster;
  readonly serving: Serving;
}): Record<string, string> {
  const { foundation, database, serving } = parts;
  const { loadBalancer, service, validation, webAcl } = serving;
  return {
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
