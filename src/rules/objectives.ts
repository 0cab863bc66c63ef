import { objectiveFindings } from "../failover/objectives/bounds";
import { findMachine } from "../failover/plan/read";
import type { Rule } from "./rule";

/** A plan that is expected to miss its objective is no plan, unless somebody says why that is accepted. */
export const objectivesRule: Rule = {
  id: "objectives",
  title: "The failover is expected to keep the recovery time and the recovery points",
  check({ configuration }) {
    const machine = findMachine(configuration);
    return machine ? [...objectiveFindings(machine.plan).errors] : [];
  },
};
