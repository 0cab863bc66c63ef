import {
  addressedBlocks,
  COMMENT,
  type Block,
  type TerraformConfiguration,
} from "../../terraform/configuration";
import type { StateMachine } from "../asl/model";
import type { FailoverPlan } from "./model";
import { unpackPlan, type PackedPlan } from "./pack";

const PLAN = "plan";

/** The state machine of a site as it is synthesized, with its plan. */
export interface SynthesizedMachine {
  readonly plan: FailoverPlan;
  /** What will be deployed. */
  readonly definition: StateMachine;
  /** For example `aws_sfn_state_machine.failover`. */
  readonly address: string;
}

/** Where the plan of a state machine stands: a path for `addOverride`. */
export const PLAN_COMMENT = `${COMMENT}.${PLAN}`;

/** The state machine that moves the roles of a system to the site of a stack; undefined where there is none. */
export function findMachine(configuration: TerraformConfiguration): SynthesizedMachine | undefined {
  for (const { type, address, block } of addressedBlocks(configuration)) {
    const plan = (block[COMMENT] as Block | undefined)?.[PLAN];
    if (type !== "aws_sfn_state_machine" || plan === undefined) continue;
    const definition = JSON.parse(String(block.definition)) as StateMachine;
    return { plan: unpackPlan(plan as PackedPlan), definition, address };
  }
  return undefined;
}

/**
 * The same, where there must be one.
 *
 * @throws Error if the stack has no such state machine.
 */
export function readMachine(configuration: TerraformConfiguration): SynthesizedMachine {
  const machine = findMachine(configuration);
  if (!machine) throw new Error("the stack has no state machine with a failover plan");
  return machine;
}
