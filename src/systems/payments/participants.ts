import type { Participant } from "../../failover/participant";
import { globalTable, regionalQueue, replicatedBucket } from "../../failover/participants/datastores";
import type { RegionalStack } from "../../stacks/regional-stack";
import { databaseParticipant } from "../shared/global-database";
import { servingParticipant } from "../shared/participants";
import type { Serving } from "./serving";
import type { PaymentsSettings } from "./settings";

/** What takes part in a failover of payments, into the stack's site. */
export function participants(stack: RegionalStack, given: PaymentsSettings, serving: Serving): Participant[] {
  return [
    databaseParticipant(stack, given),
    servingParticipant(stack, given, serving),
    replicatedBucket("transactions", "transactions-arrival-latency-critical"),
    globalTable("idempotency", "idempotency-replication-late"),
    regionalQueue("requests", "requests-oldest-message"),
  ];
}
