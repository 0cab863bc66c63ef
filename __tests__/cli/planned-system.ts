import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import type { FailoverPlan } from "../../src/failover/plan/model";
import { packPlan } from "../../src/failover/plan/pack";
import { PLAN_COMMENT } from "../../src/failover/plan/read";
import type { RegionalStack } from "../../src/stacks/regional-stack";
import { globalstream } from "../../src/systems/globalstream";
import { mediadb } from "../../src/systems/mediadb";
import { payments } from "../../src/systems/payments";
import type { PaymentsSettings } from "../../src/systems/payments/settings";
import { streamflix } from "../../src/systems/streamflix";
import type { SystemDefinition } from "../../src/systems/system";
import { plan, primaryPlan } from "../failover/plans";

/** Payments with nothing but a state machine in each site, and the plans in them. */
export const plannedPayments: SystemDefinition<PaymentsSettings> = {
  ...payments,
  build({ primary, dr }) {
    addMachine(primary, primaryPlan());
    addMachine(dr, plan());
  },
};

/** The other systems of the environments, without anything in them. */
export const emptyOthers: readonly SystemDefinition[] = [streamflix, globalstream, mediadb].map(
  (definition) => ({
    ...definition,
    build: () => undefined,
  }),
);

/** Payments without any failover. */
export const unplannedPayments: SystemDefinition<PaymentsSettings> = { ...payments, build: () => undefined };

function addMachine(stack: RegionalStack, plan: FailoverPlan): void {
  const machine = new SfnStateMachine(stack, "failover", {
    name: plan.machine,
    roleArn: `arn:aws:iam::${stack.environment.account}:role/payments-failover`,
    definition: JSON.stringify({ StartAt: "Done", States: { Done: { Type: "Succeed" } } }),
    loggingConfiguration: {
      level: "ERROR",
      logDestination: `arn:aws:logs:${stack.region}:${stack.environment.account}:log-group:/aws/vendedlogs/states/${plan.machine}:*`,
    },
  });
  machine.addOverride(PLAN_COMMENT, packPlan(plan));
}
