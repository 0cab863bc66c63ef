import { planSystems } from "../../../src/cli/actions/failover-plans";
import type { Site } from "../../../src/config/site";
import type { StateMachine } from "../../../src/failover/asl/model";
import { walkStates } from "../../../src/failover/asl/structure";
import type { Subject, SubjectProps } from "../../../src/failover/simulation/subject";
import { systems } from "../../../src/systems";
import { PROJECT } from "../../cli/support";

/** The payment system as dev deploys it. */
export function synthesizedPayments(): SubjectProps {
  const { environment, systems: found } = planSystems({ root: PROJECT, variables: {}, systems }, [
    "payments",
  ]);
  const { account, suffix } = environment;
  return { system: "payments", account, suffix, configurations: found[0]!.configurations };
}

/** The same with a state machine that somebody has broken. */
export function withMachine(subject: Subject, site: Site, change: (definition: Mutable) => void): Subject {
  const machine = subject.machines[site];
  const definition = JSON.parse(JSON.stringify(machine.definition)) as Mutable;
  change(definition);
  return { ...subject, machines: { ...subject.machines, [site]: { ...machine, definition } } };
}

/** A definition that may be changed. */
export type Mutable = { -readonly [Key in keyof StateMachine]: StateMachine[Key] };

/** A state of a definition, to be changed in place. */
export function stateOf(definition: StateMachine, name: string): Record<string, unknown> {
  const found = walkStates(definition).find((placed) => placed.name === name);
  if (!found) throw new Error(`there is no state ${name}`);
  return found.state as unknown as Record<string, unknown>;
}
