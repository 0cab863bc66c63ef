import type { Branch, State } from "../../asl/model";
import { call, CONDITION_FAILED, invoke } from "../call";
import { NEXT, type Fragment } from "../fragment";
import { NOW } from "../poll";
import type { MachineScope } from "../step";
import { ME } from "./expressions";
import { REMOTE_SECONDS } from "./remote";

/** Takes the lock by itself: the table answers in the machine's own region. */
export function takeLockHere(scope: MachineScope, key: string): Fragment {
  const name = (what: string) => `take-lock: ${what}`;
  const write = (condition: string, values: Record<string, object>) => ({
    TableName: scope.roleTable,
    Key: { system: { S: key } },
    UpdateExpression: "SET holder = :me, taken_at = :now, #mode = :mode",
    ConditionExpression: condition,
    ExpressionAttributeNames: { "#mode": "mode" },
    ExpressionAttributeValues: {
      ":me": { S: ME },
      ":now": { S: NOW },
      ":mode": { S: "{% $mode %}" },
      ...values,
    },
  });
  const ownExecutions = `:execution:${machineNameOf(scope)}:`;
  return {
    StartAt: name("write"),
    States: {
      [name("write")]: call(
        "dynamodb:updateItem",
        write("attribute_not_exists(holder) OR holder = :me", {}),
        { on: [{ errors: CONDITION_FAILED, next: name("read the holder") }] },
      ),
      [name("read the holder")]: call(
        "dynamodb:getItem",
        { TableName: scope.roleTable, Key: { system: { S: key } }, ConsistentRead: true },
        {
          assign: {
            holder: "{% $exists($states.result.Item.holder.S) ? $states.result.Item.holder.S : '' %}",
          },
          next: name("may it be asked"),
        },
      ),
      [name("may it be asked")]: {
        Type: "Choice",
        Choices: [
          { Condition: "{% $holder = '' %}", Next: name("write") },
          { Condition: "{% $breakLock %}", Next: name("take it over") },
          { Condition: `{% $contains($holder, '${ownExecutions}') %}`, Next: name("ask the holder") },
        ],
        // An execution of the other region: only a human knows whether it still runs.
        Default: name("held"),
      },
      [name("ask the holder")]: call(
        "sfn:describeExecution",
        { ExecutionArn: "{% $holder %}" },
        {
          assign: { holderRuns: "{% $states.result.Status = 'RUNNING' %}" },
          on: [{ errors: ["Sfn.ExecutionDoesNotExistException"], next: name("take it over") }],
          next: name("does it run"),
        },
      ),
      [name("does it run")]: {
        Type: "Choice",
        Choices: [{ Condition: "{% $holderRuns %}", Next: name("held") }],
        Default: name("take it over"),
      },
      [name("take it over")]: call(
        "dynamodb:updateItem",
        write("holder = :held", { ":held": { S: "{% $holder %}" } }),
        { on: [{ errors: CONDITION_FAILED, next: name("held") }] },
      ),
    },
  };
}

/** Takes the lock in the DR region, by the function that reaches there. */
export function takeLockThere(scope: MachineScope): Fragment {
  const name = (what: string) => `take-lock: ${what}`;
  const payload = {
    action: "record",
    operation: "take-lock",
    holder: ME,
    mode: "{% $mode %}",
    breakLock: "{% $breakLock %}",
  };
  return {
    StartAt: name("write in the DR region"),
    States: {
      [name("write in the DR region")]: invoke(scope.otherSiteArn, payload, REMOTE_SECONDS, {
        on: [{ errors: ["LockHeld"], next: name("held by another") }],
      }),
      [name("held by another")]: {
        Type: "Pass",
        Assign: { holder: "another execution" },
        Next: name("held"),
      },
    },
  };
}

/**
 * What happens to an execution that comes second. One that an alarm has started ends in peace: two alarms that see the same
 * loss are no fault.
 */
export function lockHeld({ system }: MachineScope): Branch["States"] {
  const held: Record<string, State> = {
    "take-lock: held": {
      Type: "Choice",
      Choices: [{ Condition: "{% $trigger = 'alarm' %}", Next: "take-lock: left to the other" }],
      Default: "take-lock: already running",
    },
    "take-lock: left to the other": { Type: "Succeed" },
    "take-lock: already running": {
      Type: "Fail",
      Error: "AlreadyRunning",
      Cause: `{% 'The lock of ${system} is held by ' & $holder %}`,
    },
  };
  return held;
}

/** Gives the lock back. Who does not hold it any more has nothing to give. */
export function releaseLockHere(scope: MachineScope, key: string, name: string): Fragment {
  return {
    StartAt: name,
    States: {
      [name]: call(
        "dynamodb:updateItem",
        {
          TableName: scope.roleTable,
          Key: { system: { S: key } },
          UpdateExpression: "REMOVE holder",
          ConditionExpression: "holder = :me",
          ExpressionAttributeValues: { ":me": { S: ME } },
        },
        { on: [{ errors: CONDITION_FAILED, next: NEXT }], otherwise: NEXT },
      ),
    },
  };
}

/** Gives the lock in the DR region back. */
export function releaseLockThere(scope: MachineScope, name: string): Fragment {
  const payload = { action: "record", operation: "release-lock", holder: ME };
  return {
    StartAt: name,
    States: { [name]: invoke(scope.otherSiteArn, payload, REMOTE_SECONDS, { otherwise: NEXT }) },
  };
}

function machineNameOf({ machineArn }: MachineScope): string {
  return machineArn.split(":").at(-1) ?? machineArn;
}
