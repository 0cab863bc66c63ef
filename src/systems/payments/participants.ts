import { HEALTHY_AFTER_SECONDS } from "../../constructs/ingress/service-target-group";
import type { Participant } from "../../failover/participant";
import { auroraGlobalDatabase } from "../../failover/participants/aurora-global-database";
import { globalTable, regionalQueue, replicatedBucket } from "../../failover/participants/datastores";
import { fargateService } from "../../failover/participants/fargate-service";
import type { RegionalStack } from "../../stacks/regional-stack";
import { movingDatabase } from "../shared/global-database";
import type { Serving } from "./serving";
import type { PaymentsSettings } from "./settings";

/** What takes part in a failover of payments, into the stack's site. */
export function participants(
  stack: RegionalStack,
  given: PaymentsSettings,
  { service, loadBalancer }: Serving,
): Participant[] {
  const capacity = given.database.capacity[stack.site];
  return [
    auroraGlobalDatabase({
      ...movingDatabase(stack),
      ...(capacity.kind === "serverless" && { capacity }),
    }),
    fargateService({
      clusterName: service.cluster.clusterName,
      serviceName: service.serviceName,
      targetGroupName: loadBalancer.targetGroupName,
      healthySeconds: HEALTHY_AFTER_SECONDS,
      tasks: given.service.tasks[stack.site],
    }),
    replicatedBucket("transactions", "transactions-arrival-latency"),
    globalTable("idempotency", "idempotency-replication-late"),
    regionalQueue("requests", "requests-oldest-message"),
  ];
}
