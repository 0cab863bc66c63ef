import { otherSite, type Site } from "../../../config/site";
import type { ChoiceRule, TaskState, Template } from "../../asl/model";
import { call, CONDITION_FAILED, invoke } from "../call";
import { failWith } from "../failure";
import { NEXT, STOPPED, type Fragment } from "../fragment";
import { NOW, NOW_MS } from "../poll";
import type { MachineScope } from "../step";
import { item, ME, numberOrZero, textOr } from "./expressions";
import { REMOTE_SECONDS } from "./remote";

/** An alarm may not move the roles again within this time, in minutes: a site that comes and goes would take callers along. */
export const QUIET_MINUTES = 60;

/**
 * How far the emergency's epoch is above the one that the replica in the primary region shows: the replica may miss the last
 * change of the record, and two records of one epoch would say nothing.
 */
export const EMERGENCY_EPOCH_STEP = 10;

const NEVER = "1970-01-01T00:00:00Z";

/** Where another execution has claimed the role: then the record says when. */
const CLAIMED_BEFORE = { claimedAt: "{% $changedAt %}" };

/** Reads record and emergency record where the machine stands. */
export function readRecordHere(scope: MachineScope): Fragment {
  const record = item(scope.system);
  const emergency = item(`${scope.system}#emergency`);
  const holds = `(${numberOrZero(`${emergency}.epoch`)}) > $number(${record}.epoch.N)`;
  const newer = (attribute: string) => `${holds} ? ${emergency}.${attribute} : ${record}.${attribute}`;
  const key = (name: string) => ({ system: { S: name } });
  return {
    StartAt: "read-record: read",
    States: {
      "read-record: read": call(
        "dynamodb:batchGetItem",
        {
          RequestItems: {
            [scope.roleTable]: {
              Keys: [key(scope.system), key(`${scope.system}#emergency`)],
              ConsistentRead: true,
            },
          },
        },
        {
          assign: {
            activeSite: `{% (${newer("active_site")}).S %}`,
            trafficSite: `{% (${newer("traffic_site")}).S %}`,
            epoch: `{% $number((${newer("epoch")}).N) %}`,
            changedAt: `{% ${textOr(`${record}.changed_at`, NEVER)} %}`,
            emergency: `{% ${holds} %}`,
          },
        },
      ),
    },
  };
}

/** Reads the record in the DR region by the function that reaches there, and the emergency record with it. */
export function readRecordThere(scope: MachineScope): Fragment {
  const payload = { action: "record", operation: "read" };
  const answer = "$states.result.Payload";
  return {
    StartAt: "read-record: read in the DR region",
    States: {
      "read-record: read in the DR region": invoke(scope.otherSiteArn, payload, REMOTE_SECONDS, {
        assign: {
          activeSite: `{% ${answer}.active_site %}`,
          trafficSite: `{% ${answer}.traffic_site %}`,
          epoch: `{% ${answer}.epoch %}`,
          changedAt: `{% $exists(${answer}.changed_at) ? ${answer}.changed_at : '${NEVER}' %}`,
          emergency: `{% $exists(${answer}.emergency) ? ${answer}.emergency : false %}`,
        },
      }),
    },
  };
}

/** Refuses what the record does not allow, before anything is done. */
export function checkRecord({ site }: MachineScope): Fragment {
  const refuse = (condition: string, error: string, cause: string): ChoiceRule => ({
    Condition: `{% ${condition} %}`,
    ...failWith({ error, cause }),
  });
  const stop = (condition: string, outcome: string): ChoiceRule => ({
    Condition: `{% ${condition} %}`,
    Assign: { outcome },
    Next: STOPPED,
  });
  const serves = `$activeSite = '${site}'`;
  const recently = `${NOW_MS} - $toMillis($changedAt) < ${QUIET_MINUTES * 60_000}`;
  const emergencyElsewhere =
    site === "dr"
      ? [
          refuse(
            "$emergency",
            "EmergencyRecordHolds",
            "The primary site took over while this region was lost. First hand the record back: standby reprotect.",
          ),
        ]
      : [];
  return {
    StartAt: "read-record: check",
    States: {
      "read-record: check": {
        Type: "Choice",
        Choices: [
          ...emergencyElsewhere,
          refuse(
            `$mode = 'reprotect' and ${serves}${site === "primary" ? " and $not($emergency)" : ""}`,
            "SiteServes",
            "This site serves, so it can't stand by: re-protect the other one.",
          ),
          stop(
            `$trigger = 'alarm' and ${serves} and $trafficSite = '${site}'`,
            "This site serves already; nothing was done.",
          ),
          stop(
            `$trigger = 'alarm' and $not(${serves}) and ${recently}`,
            `Roles changed within the last ${QUIET_MINUTES} minutes; an alarm does not move them again. A human may.`,
          ),
        ],
        Default: NEXT,
      },
    },
  };
}

/**
 * Makes the site the active one, on condition of the epoch that was read. This fences the other one.
 *
 * `$claimedAt` is then when the record changed to this site, by this execution or by one before.
 */
export function claimRoleHere(scope: MachineScope): Fragment {
  const write = update(scope, scope.system, {
    set: "active_site = :site, epoch = :next, changed_at = :now, changed_by = :me",
    condition: "epoch = :epoch AND active_site <> :site",
    values: {
      ":site": { S: scope.site },
      ":epoch": { N: "{% $string($epoch) %}" },
      ":next": { N: "{% $string($epoch + 1) %}" },
      ":now": { S: NOW },
      ":me": { S: ME },
    },
  });
  return {
    StartAt: "claim-role: needed",
    States: {
      "claim-role: needed": {
        Type: "Choice",
        Choices: [{ Condition: `{% $activeSite = '${scope.site}' %}`, Assign: CLAIMED_BEFORE, Next: NEXT }],
        Default: "claim-role: write",
      },
      "claim-role: write": call("dynamodb:updateItem", write, {
        assign: { epoch: "{% $epoch + 1 %}", claimedAt: NOW },
        on: [{ errors: CONDITION_FAILED, next: "claim-role: look again" }],
      }),
      // A write whose answer was lost has moved the epoch itself.
      "claim-role: look again": call(
        "dynamodb:getItem",
        { TableName: scope.roleTable, Key: { system: { S: scope.system } }, ConsistentRead: true },
        {
          assign: {
            epoch: "{% $number($states.result.Item.epoch.N) %}",
            claimed: `{% $states.result.Item.active_site.S = '${scope.site}' %}`,
            claimedAt: `{% ${textOr("$states.result.Item.changed_at", NEVER)} %}`,
          },
          next: "claim-role: was it this execution",
        },
      ),
      "claim-role: was it this execution": {
        Type: "Choice",
        Choices: [{ Condition: "{% $claimed %}", Next: NEXT }],
        Default: "claim-role: epoch moved",
      },
      "claim-role: epoch moved": {
        Type: "Pass",
        ...failWith({ error: "EpochMoved", cause: "The role record changed while this execution ran." }),
      },
    },
  };
}

/** Makes the primary site the active one while the DR region, and so the record, is lost. */
export function claimEmergencyRole(scope: MachineScope): Fragment {
  const write = update(scope, `${scope.system}#emergency`, {
    set: "active_site = :site, traffic_site = :traffic, epoch = :next, changed_at = :now, changed_by = :me, reason = :reason",
    condition: "attribute_not_exists(epoch) OR epoch < :next",
    values: {
      ":site": { S: scope.site },
      ":traffic": { S: "{% $trafficSite %}" },
      ":next": { N: `{% $string($epoch + ${EMERGENCY_EPOCH_STEP}) %}` },
      ":now": { S: NOW },
      ":me": { S: ME },
      ":reason": { S: "{% $reason %}" },
    },
  });
  return {
    StartAt: "claim-role: emergency needed",
    States: {
      "claim-role: emergency needed": {
        Type: "Choice",
        Choices: [
          {
            Condition: `{% $emergency and $activeSite = '${scope.site}' %}`,
            Assign: CLAIMED_BEFORE,
            Next: NEXT,
          },
        ],
        Default: "claim-role: write emergency",
      },
      "claim-role: write emergency": call("dynamodb:updateItem", write, {
        assign: { epoch: `{% $epoch + ${EMERGENCY_EPOCH_STEP} %}`, claimedAt: NOW },
        // Only this execution, the holder of the lock, can have written it: an answer that was lost.
        on: [{ errors: CONDITION_FAILED, next: "claim-role: emergency written" }],
      }),
      "claim-role: emergency written": {
        Type: "Pass",
        Assign: { epoch: `{% $epoch + ${EMERGENCY_EPOCH_STEP} %}`, claimedAt: NOW },
        Next: NEXT,
      },
    },
  };
}

/** Makes the primary site the active one in the DR region's record. */
export function claimRoleThere(scope: MachineScope): Fragment {
  const payload = { action: "record", operation: "claim", epoch: "{% $epoch %}", holder: ME };
  return {
    StartAt: "claim-role: write in the DR region",
    States: {
      "claim-role: write in the DR region": invoke(scope.otherSiteArn, payload, REMOTE_SECONDS, {
        assign: {
          epoch: "{% $states.result.Payload.epoch %}",
          claimedAt:
            "{% $exists($states.result.Payload.changed_at) ? $states.result.Payload.changed_at : $states.context.State.EnteredTime %}",
        },
      }),
    },
  };
}

/**
 * Reads the record once more, before something that can't be taken back: `$otherServes` says whether the other site is the
 * active one, in the epoch that was read at first, and has the traffic, and so has finished its takeover.
 */
export function readAgain(
  scope: MachineScope,
  { next, otherwise }: { readonly next: string; readonly otherwise: string },
): TaskState {
  const other = otherSite(scope.site);
  if (scope.site === "primary") {
    const { active_site, traffic_site, epoch } = fieldsOf("$states.result.Payload", "", "");
    return invoke(scope.otherSiteArn, { action: "record", operation: "read" }, REMOTE_SECONDS, {
      assign: { otherServes: serves(other, active_site, traffic_site, epoch) },
      next,
      otherwise,
    });
  }
  const { active_site, traffic_site, epoch } = fieldsOf("$states.result.Item", ".S", ".N");
  return call(
    "dynamodb:getItem",
    { TableName: scope.roleTable, Key: { system: { S: scope.system } }, ConsistentRead: true },
    { assign: { otherServes: serves(other, active_site, traffic_site, epoch) }, next, otherwise },
  );
}

function fieldsOf(answer: string, text: string, number: string) {
  return {
    active_site: `${answer}.active_site${text}`,
    traffic_site: `${answer}.traffic_site${text}`,
    epoch: `$number(${answer}.epoch${number})`,
  };
}

function serves(site: Site, active: string, traffic: string, epoch: string): string {
  return `{% ${active} = '${site}' and ${traffic} = '${site}' and ${epoch} = $epoch %}`;
}

/** An update of one item of the role table. */
export function update(
  { roleTable }: MachineScope,
  key: string,
  { set, condition, values }: { set: string; condition: string; values: Readonly<Record<string, Template>> },
): Template {
  return {
    TableName: roleTable,
    Key: { system: { S: key } },
    UpdateExpression: `SET ${set}`,
    ConditionExpression: condition,
    ExpressionAttributeValues: values,
  };
}
