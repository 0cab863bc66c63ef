import { either, type Fragment } from "../fragment";
import { lockHeld, releaseLockHere, releaseLockThere, takeLockHere, takeLockThere } from "../record/lock";
import type { MachineScope, MachineStep } from "../step";
import {
  getItemCommand,
  lockKey,
  RECORD_IS_LOST,
  recordStep,
  remoteStatements,
  tableStatement,
} from "./shared";

/** One failover of a system at a time. */
export function takeLock(scope: MachineScope): MachineStep {
  const { system, site } = scope;
  const key = lockKey(scope);
  const here = takeLockHere(scope, key);
  const states: Fragment =
    site === "dr" ? here : either("take-lock", RECORD_IS_LOST, here, takeLockThere(scope));
  return {
    step: {
      ...recordStep(scope, "take-lock", "confirm", "Take the lock, so that one failover runs at a time"),
      calls: ["dynamodb:UpdateItem", "dynamodb:GetItem", "states:DescribeExecution"],
      completion: "The item of the lock names this execution.",
      repeatable: "The holder may take it again; the lock of an execution that runs no more is taken over.",
      compensation:
        "Released at the end and after a failure; --break-lock takes it from an execution of the other region.",
      manual: [
        {
          command: getItemCommand(scope, key),
          expect: `no holder. Nothing takes the lock while you work by hand: tell everybody who could start a failover of ${system}.`,
        },
      ],
    },
    states: { StartAt: states.StartAt, States: { ...states.States, ...lockHeld(scope) } },
    statements: [
      tableStatement(scope, "Lock", ["dynamodb:GetItem", "dynamodb:UpdateItem"]),
      {
        sid: "AskHolder",
        actions: ["states:DescribeExecution"],
        resources: [`${scope.machineArn.replace(":stateMachine:", ":execution:")}:*`],
      },
      ...remoteStatements(scope),
    ],
  };
}

/** Gives the lock back at the end. */
export function releaseLock(scope: MachineScope): MachineStep {
  return {
    step: {
      ...recordStep(scope, "release-lock", "notify", "Give the lock back"),
      calls: ["dynamodb:UpdateItem"],
      completion: "The item of the lock names no holder.",
      repeatable: "Who does not hold it has nothing to give.",
      compensation: "The next execution takes the lock of one that runs no more.",
      mayFail: true,
      manual: [],
    },
    states: release(scope, "release-lock"),
    statements: [tableStatement(scope, "Lock", ["dynamodb:UpdateItem"]), ...remoteStatements(scope)],
  };
}

/** Also at the end of a failed execution: the step's states come twice, under two names. */
export function release(scope: MachineScope, id: string): Fragment {
  const here = releaseLockHere(scope, lockKey(scope), `${id}: write`);
  if (scope.site === "dr") return here;
  return either(id, RECORD_IS_LOST, here, releaseLockThere(scope, `${id}: write in the DR region`));
}
