import type { PolicyStatement } from "../../constructs/iam/policy-document";
import { otherSite, type Site } from "../../config/site";
import { DURATIONS } from "../durations";
import type { Step } from "../plan/model";
import { call, CALL_SECONDS, invoke, TABLE_CALL_SECONDS } from "./call";
import { chain, either, tolerant, type Fragment } from "./fragment";
import { lockHeld, releaseLockHere, releaseLockThere, takeLockHere, takeLockThere } from "./record/lock";
import { REMOTE_SECONDS } from "./record/remote";
import {
  checkRecord,
  claimEmergencyRole,
  claimRoleHere,
  claimRoleThere,
  readRecordHere,
  readRecordThere,
} from "./record/role";
import { mirrorRole, openSwitchHere, openSwitchThere } from "./record/traffic";
import { ME } from "./record/expressions";
import type { MachineScope, MachineStep } from "./step";

/** How long the confirmation may take, in seconds: the function's own timeout. */
const CONFIRM_SECONDS = DURATIONS.confirmation.worstSeconds;

/** How long the look from outside may take, in seconds. */
const MEASURE_SECONDS = 60;

/** In the primary site: the record is in the DR region, unless that is lost. */
const RECORD_IS_LOST = "$mode = 'failover'";

/** What every plan has, whatever takes part in it: the lock, the roles, the switch, and telling people. */
export function commonSteps(scope: MachineScope) {
  return {
    takeLock: takeLock(scope),
    readRecord: readRecord(scope),
    ...(scope.probeArn !== undefined && {
      confirm: confirm(scope.probeArn),
      measure: measure(scope.probeArn),
    }),
    claimRole: claimRole(scope),
    fence: fence(scope),
    openSwitch: openSwitch(scope),
    mirrorRole: mirror(scope),
    announce: announce(
      scope,
      "announce-start",
      "{% $mode & ' of SYSTEM to the SITE site begins: ' & $reason %}",
    ),
    announceEnd: announce(
      scope,
      "announce-end",
      "{% $mode & ' of SYSTEM: the SITE site is ' & ($mode = 'reprotect' ? 'protected again' : 'active in epoch ' & $string($epoch)) & '. Execution: ' & $states.context.Execution.Id %}",
    ),
    releaseLock: releaseLock(scope),
    startReprotection: startReprotection(scope),
    handBack: handBack(scope),
  };
}

function takeLock(scope: MachineScope): MachineStep {
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

function readRecord(scope: MachineScope): MachineStep {
  const here = readRecordHere(scope);
  const read =
    scope.site === "dr" ? here : either("read-record", RECORD_IS_LOST, here, readRecordThere(scope));
  return {
    step: {
      ...recordStep(scope, "read-record", "confirm", "Read who serves, and refuse what makes no sense"),
      calls: ["dynamodb:BatchGetItem"],
      completion: "Active site, traffic site and epoch are known.",
      repeatable: "It only reads.",
      compensation: "Nothing has been done yet.",
      manual: [
        {
          command: getItemCommand(scope, scope.system),
          expect: "active_site, traffic_site, epoch: note them",
        },
        { command: getItemCommand(scope, `${scope.system}#emergency`), expect: "nothing" },
      ],
    },
    states: chain(read, checkRecord(scope)),
    statements: [tableStatement(scope, "Record", ["dynamodb:BatchGetItem"]), ...remoteStatements(scope)],
  };
}

function confirm(probeArn: string): MachineStep {
  const states: Fragment = {
    StartAt: "confirm-loss: look from elsewhere",
    States: {
      "confirm-loss: look from elsewhere": invoke(
        probeArn,
        { action: "confirm", suspicion: "{% $suspicion %}" },
        CONFIRM_SECONDS,
        {
          assign: {
            lost: "{% $states.result.Payload.lost %}",
            evidence: "{% $states.result.Payload.evidence %}",
          },
          next: "confirm-loss: decide",
        },
      ),
      "confirm-loss: decide": {
        Type: "Choice",
        Choices: [{ Condition: "{% $lost %}", Next: "@next" }],
        Default: "confirm-loss: not confirmed",
      },
      "confirm-loss: not confirmed": {
        Type: "Pass",
        Assign: {
          outcome: "{% 'The loss was not confirmed, so nothing was done: ' & $join($evidence, '; ') %}",
        },
        Next: "@stopped",
      },
    },
  };
  return {
    step: {
      id: "confirm-loss",
      phase: "confirm",
      title: "Look from a second vantage point whether the other site is lost",
      participant: "failover",
      calls: ["lambda:InvokeFunction"],
      completion: "The function answers lost.",
      timeoutSeconds: CONFIRM_SECONDS,
      duration: DURATIONS.confirmation,
      repeatable: "It only looks.",
      compensation: "Not confirmed: the execution ends, people are told, nothing was done.",
      mayFail: false,
      manual: [],
    },
    states,
    statements: [invokeStatement("LookFromOutside", probeArn)],
  };
}

function claimRole(scope: MachineScope): MachineStep {
  const states =
    scope.site === "dr"
      ? claimRoleHere(scope)
      : either("claim-role", RECORD_IS_LOST, claimEmergencyRole(scope), claimRoleThere(scope));
  return {
    step: {
      ...recordStep(
        scope,
        "claim-role",
        "fence",
        `Make the ${scope.site} site the active one, in a new epoch`,
      ),
      calls: ["dynamodb:UpdateItem", "dynamodb:GetItem"],
      completion: "The record names the site and an epoch above the one that was read.",
      repeatable:
        "It writes on condition of the epoch that was read; a record that names the site already is left alone.",
      compensation: "A failover to the other site, which has a higher epoch again.",
      manual: [
        {
          command:
            `aws dynamodb update-item --region ${scope.region} --table-name ${scope.roleTable} --key '{"system":{"S":"${scope.system}"}}' ` +
            "--update-expression 'SET active_site = :site, epoch = :next' --condition-expression 'epoch = :epoch' " +
            `--expression-attribute-values '{":site":{"S":"${scope.site}"},":epoch":{"N":"<epoch>"},":next":{"N":"<epoch + 1>"}}'`,
          expect:
            "no error. The old site stops writing within 4 s if it can read this, otherwise within 30 s.",
        },
      ],
    },
    states,
    statements: [
      tableStatement(scope, "Record", ["dynamodb:GetItem", "dynamodb:UpdateItem"]),
      ...remoteStatements(scope),
    ],
  };
}

function fence(scope: MachineScope): MachineStep {
  return {
    step: {
      id: "fence-other-site",
      phase: "take over",
      title: `Stop the service in ${scope.otherRegion} as far as it can be reached`,
      participant: "failover",
      calls: ["lambda:InvokeFunction"],
      completion: "No task runs there, or the region does not answer.",
      timeoutSeconds: REMOTE_SECONDS,
      duration: DURATIONS.otherSite,
      repeatable: "It sets the count to 0.",
      compensation: "Re-protection raises it to what a standby site runs.",
      mayFail: true,
      manual: [],
    },
    states: tolerant({
      StartAt: "fence-other-site: stop its tasks",
      States: {
        "fence-other-site: stop its tasks": invoke(scope.otherSiteArn, { action: "fence" }, REMOTE_SECONDS),
      },
    }),
    statements: [invokeStatement("ReachOtherSite", scope.otherSiteArn)],
  };
}

function openSwitch(scope: MachineScope): MachineStep {
  const here = openSwitchHere(scope);
  const states =
    scope.site === "dr" ? here : either("open-switch", RECORD_IS_LOST, here, openSwitchThere(scope));
  return {
    step: {
      ...recordStep(
        scope,
        "open-switch",
        "open switch",
        `Let the names of ${scope.system} lead to ${scope.region}`,
      ),
      calls: ["dynamodb:UpdateItem", "cloudwatch:PutMetricData"],
      completion: "The record says so and the metric is published; Route 53 follows by itself.",
      timeoutSeconds: TABLE_CALL_SECONDS + CALL_SECONDS,
      repeatable: "It writes the same values again, on condition of the epoch.",
      compensation: "A failover to the other site.",
      manual: [
        {
          command:
            `aws dynamodb update-item --region ${scope.region} --table-name ${scope.roleTable} --key '{"system":{"S":"${scope.system}"}}' ` +
            "--update-expression 'SET traffic_site = :site' " +
            `--expression-attribute-values '{":site":{"S":"${scope.site}"}}'`,
          expect: "no error. The metric follows within a minute.",
        },
      ],
    },
    states,
    statements: [
      tableStatement(scope, "Record", ["dynamodb:UpdateItem"]),
      {
        sid: "PublishMetrics",
        actions: ["cloudwatch:PutMetricData"],
        resources: ["*"],
        conditions: [{ operator: "StringEquals", key: "cloudwatch:namespace", values: ["Standby"] }],
        wildcardReason:
          "CloudWatch knows no resource for this action; the condition holds it to one namespace.",
      },
      ...remoteStatements(scope),
    ],
  };
}

function mirror(scope: MachineScope): MachineStep {
  const parameter = `/standby/${scope.system}/${scope.suffix}/active-site`;
  return {
    step: {
      ...recordStep(scope, "mirror-role", "notify", "Tell Terraform who is active"),
      calls: ["ssm:PutParameter"],
      timeoutSeconds: CALL_SECONDS,
      completion: `The parameter ${parameter} says ${scope.site}.`,
      repeatable: "It writes the same value again.",
      compensation: "Until it is written, a terraform apply would want the capacities of the old roles.",
      manual: [
        {
          command: `aws ssm put-parameter --region ${scope.region} --name ${parameter} --value ${scope.site} --overwrite`,
        },
      ],
    },
    states: mirrorRole(scope),
    statements: [
      {
        sid: "MirrorRole",
        actions: ["ssm:PutParameter"],
        resources: [`arn:aws:ssm:${scope.region}:${scope.account}:parameter${parameter}`],
      },
    ],
  };
}

function announce(scope: MachineScope, id: "announce-start" | "announce-end", text: string): MachineStep {
  const message = text.replace("SYSTEM", scope.system).replace("SITE", scope.site);
  const state = call("sns:publish", {
    TopicArn: scope.topicArn,
    Subject: `${scope.system}: failover`,
    Message: message,
  });
  return {
    step: {
      id,
      phase: id === "announce-start" ? "take over" : "notify",
      title: id === "announce-start" ? "Tell people that it begins" : "Tell people that it is done",
      participant: "failover",
      calls: ["sns:Publish"],
      completion: "The topic took the message.",
      timeoutSeconds: CALL_SECONDS,
      duration: DURATIONS.call,
      repeatable: "A second mail harms nobody.",
      compensation: "None is needed.",
      mayFail: true,
      manual: [],
    },
    states: tolerant({ StartAt: `${id}: publish`, States: { [`${id}: publish`]: state } }),
    statements: [publishStatement(scope)],
  };
}

function measure(probeArn: string): MachineStep {
  return {
    step: {
      id: "measure-loss",
      phase: "measure",
      title: "See from outside that callers arrive, and how much was lost",
      participant: "failover",
      calls: ["lambda:InvokeFunction"],
      completion: "The function compares the newest acknowledged canary with the one that is found.",
      timeoutSeconds: MEASURE_SECONDS,
      duration: DURATIONS.otherSite,
      repeatable: "It only looks.",
      compensation: "None is needed.",
      mayFail: true,
      manual: [],
    },
    states: {
      StartAt: "measure-loss: look from outside",
      States: {
        "measure-loss: look from outside": invoke(probeArn, { action: "measure" }, MEASURE_SECONDS, {
          assign: { measured: "{% $states.result.Payload %}" },
          otherwise: "measure-loss: not measured",
        }),
        "measure-loss: not measured": {
          Type: "Pass",
          Assign: {
            measured: { answers: false, evidence: ["The function that looks from outside failed."] },
          },
          Next: "@next",
        },
      },
    },
    statements: [invokeStatement("LookFromOutside", probeArn)],
  };
}

function releaseLock(scope: MachineScope): MachineStep {
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

function startReprotection(scope: MachineScope): MachineStep {
  const other: Site = otherSite(scope.site);
  return {
    step: {
      id: "start-reprotection",
      phase: "re-protect",
      title: `Let the ${other} site stand by again`,
      participant: "failover",
      calls: ["lambda:InvokeFunction"],
      completion: `The other site's state machine runs with mode reprotect, or ${scope.otherRegion} does not answer.`,
      timeoutSeconds: REMOTE_SECONDS,
      duration: DURATIONS.otherSite,
      repeatable: "An execution of the same epoch is not started twice.",
      compensation: `When ${scope.otherRegion} is back: standby reprotect ${scope.system}`,
      mayFail: true,
      manual: [],
    },
    states: {
      StartAt: "start-reprotection: call",
      States: {
        "start-reprotection: call": invoke(
          scope.otherSiteArn,
          { action: "start-reprotection", epoch: "{% $epoch %}", reason: "{% $reason %}" },
          REMOTE_SECONDS,
          { otherwise: "start-reprotection: later" },
        ),
        "start-reprotection: later": {
          ...call("sns:publish", {
            TopicArn: scope.topicArn,
            Subject: `${scope.system}: not protected`,
            Message: `The ${other} site does not answer, so nothing stands by. When ${scope.otherRegion} is back: standby reprotect ${scope.system}`,
          }),
          Catch: [{ ErrorEquals: ["States.ALL"], Next: "@next" }],
        },
      },
    },
    statements: [invokeStatement("ReachOtherSite", scope.otherSiteArn), publishStatement(scope)],
  };
}

function handBack(scope: MachineScope): MachineStep {
  return {
    step: {
      id: "hand-back-record",
      phase: "re-protect",
      title: "Hand the emergency record back to the DR region",
      participant: "failover",
      calls: ["lambda:InvokeFunction"],
      completion: "The record in the DR region says what the emergency record said, and that one is gone.",
      timeoutSeconds: REMOTE_SECONDS,
      duration: DURATIONS.otherSite,
      repeatable: "Without an emergency record there is nothing to hand back.",
      compensation: "As long as it is there, the emergency record holds.",
      mayFail: false,
      manual: [],
    },
    states: {
      StartAt: "hand-back-record: call",
      States: {
        "hand-back-record: call": invoke(
          scope.otherSiteArn,
          { action: "record", operation: "hand-back", holder: ME },
          REMOTE_SECONDS,
        ),
      },
    },
    statements: [invokeStatement("ReachOtherSite", scope.otherSiteArn)],
  };
}

/** What the steps that write the record have in common. */
function recordStep(scope: MachineScope, id: string, phase: Step["phase"], title: string) {
  const isRemote = scope.site === "primary";
  return {
    id,
    phase,
    title,
    participant: "failover",
    timeoutSeconds: isRemote ? REMOTE_SECONDS : TABLE_CALL_SECONDS,
    duration: DURATIONS.call,
    mayFail: false,
  } as const;
}

function lockKey({ system, site }: MachineScope): string {
  return `${system}#${site === "dr" ? "lock" : "emergency-lock"}`;
}

function getItemCommand({ region, roleTable }: MachineScope, key: string): string {
  return `aws dynamodb get-item --region ${region} --table-name ${roleTable} --consistent-read --key '{"system":{"S":"${key}"}}'`;
}

function tableStatement(scope: MachineScope, sid: string, actions: readonly string[]): PolicyStatement {
  const { region, account, roleTable } = scope;
  return { sid, actions, resources: [`arn:aws:dynamodb:${region}:${account}:table/${roleTable}`] };
}

function invokeStatement(sid: string, functionArn: string): PolicyStatement {
  return { sid, actions: ["lambda:InvokeFunction"], resources: [functionArn] };
}

function publishStatement({ topicArn }: MachineScope): PolicyStatement {
  return { sid: "TellPeople", actions: ["sns:Publish"], resources: [topicArn] };
}

/** The primary site's record is in the DR region, behind a function. */
function remoteStatements({ site, otherSiteArn }: MachineScope): PolicyStatement[] {
  return site === "primary" ? [invokeStatement("ReachOtherSite", otherSiteArn)] : [];
}
