import { buildDr } from "./payments/dr";
import { buildPrimary } from "./payments/primary";
import { settings, type PaymentsSettings } from "./payments/settings";
import type { SystemDefinition } from "./system";

/**
 * The payment system, active-passive between Virginia and Ohio: a service on Fargate behind a load balancer, an Aurora
 * global database, payment validation by a function, and logs of transactions.
 */
export const payments: SystemDefinition<PaymentsSettings> = {
  name: "payments",
  objectives: { recoveryTimeMinutes: 15, recoveryPointMinutes: 5 },
  tags: {},
  settings,
  build(stacks, given) {
    const { objectives } = payments;
    buildPrimary(stacks.primary, given, objectives);
    buildDr(stacks.dr, given, objectives);
  },
};
