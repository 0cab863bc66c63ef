import type { AuroraCluster } from "../../constructs/database/aurora-cluster";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "../shared/foundation";
import { servingOutputs } from "../shared/outputs";
import type { Serving } from "./serving";

/** What the outputs of a site speak of. */
export interface SiteParts {
  readonly foundation: Foundation;
  readonly database: AuroraCluster;
  readonly serving: Serving;
}

/** What both stacks tell people and tests, under the same names. */
export function siteOutputs(
  stack: RegionalStack,
  { foundation, database, serving }: SiteParts,
): Record<string, string> {
  const { validation } = serving;
  return {
    ...servingOutputs(stack, { foundation, ingress: serving, service: serving.service }),
    DatabaseClusterIdentifier: database.resource.clusterIdentifier,
    DatabaseEndpoint: database.resource.endpoint,
    DatabaseReaderEndpoint: database.resource.readerEndpoint,
    ValidationFunctionName: validation.function.name,
    ValidationQueueUrl: validation.queue.url,
  };
}
