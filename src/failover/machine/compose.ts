import type { Branch, State, StateMachine } from "../asl/model";
import type { Participant } from "../participant";
import type { FailoverPlan, Mode, Sequence } from "../plan/model";
import { call } from "./call";
import { chain, FAILED, NEXT, redirect, STOPPED, targetsOf, together, when, type Fragment } from "./fragment";
import type { MachineScope, MachineSequence, MachineStep } from "./step";
import { commonSteps } from "./steps";
import { release } from "./steps/lock";

/** An execution that runs longer is stopped, in seconds: a little above what its long steps take. */
const MARGIN_SECONDS = 1800;

/** Shorter steps have room in the margin, in seconds. */
const LONG_STEP_SECONDS = 600;

/** What a plan knows beside its steps. */
export type PlanFacts = Pick<
  FailoverPlan,
  "machine" | "objectives" | "detection" | "propagation" | "recoveryPoints" | "waiver" | "regions"
>;

/** A plan, and the state machine that carries it out. */
export interface Composed {
  readonly plan: FailoverPlan;
  readonly definition: StateMachine;
  /** Every step of every mode, once. */
  readonly steps: readonly MachineStep[];
}

/**
 * Composes what takes part in a failover into one plan and one state machine of a site. The participants of one part run
 * beside each other, each with its own steps in order.
 */
export function compose(
  scope: MachineScope,
  participants: readonly Participant[],
  facts: PlanFacts,
): Composed {
  const common = commonSteps(scope);
  const part = (name: "check" | "takeOver" | "verify" | "settle" | "reprotect") =>
    participants.flatMap((participant) => {
      const steps = participant[name]?.(scope) ?? [];
      return steps.length > 0 ? [steps] : [];
    });
  const checks = part("check");
  const takeOver = part("takeOver");
  const verify = part("verify");
  const settle = part("settle");
  const standBy = part("reprotect");
  const isPrimary = scope.site === "primary";
  const mirrors = isPrimary ? [] : [common.mirrorRole];

  const takesOver = chain(
    ...(common.confirm ? [when("confirm-loss", "$trigger = 'alarm'", common.confirm.states)] : []),
    ...(checks.length > 0 ? [beforeClaim(scope, together("check", ...checks.map(inOrder)))] : []),
    common.claimRole.states,
    together(
      "take over",
      ...takeOver.map(inOrder),
      when("fence-other-site", "$mode = 'failover'", common.fence.states),
      common.announce.states,
    ),
    together("verify", ...verify.map(inOrder)),
    common.openSwitch.states,
    ...mirrors.map(({ states }) => states),
    ...(settle.length > 0 ? [together("settle", ...settle.map(inOrder))] : []),
    ...(common.measure ? [common.measure.states] : []),
  );
  const standsBy = together("stand by", ...standBy.map(inOrder));
  const reprotects = isPrimary ? handsBackOr("$emergency", common.handBack.states, standsBy) : standsBy;
  const states = assemble(scope, {
    first: chain(common.takeLock.states, common.readRecord.states),
    takesOver,
    reprotects,
    last: chain(common.announceEnd.states, common.releaseLock.states),
    startReprotection: common.startReprotection.states,
    hasChecks: checks.length > 0,
  });

  const before = [common.takeLock.step, common.readRecord.step];
  const after = [common.announceEnd.step, common.releaseLock.step];
  const plans = (sequences: readonly MachineSequence[], mode?: Mode): Sequence[] =>
    sequences.map((steps) => steps.filter(({ onlyIn = mode }) => onlyIn === mode).map(({ step }) => step));
  const checked: Sequence = checks.length > 0 ? [{ together: plans(checks) }] : [];
  const settled: Sequence = settle.length > 0 ? [{ together: plans(settle) }] : [];
  const measured = common.measure ? [common.measure.step] : [];
  const opened = [common.openSwitch.step, ...mirrors.map(({ step }) => step), ...settled, ...measured];
  const takingOver = (mode: Mode): Sequence => [
    ...before,
    ...(mode === "failover" && facts.detection.isAutomatic && common.confirm ? [common.confirm.step] : []),
    ...checked,
    common.claimRole.step,
    {
      together: [
        ...plans(takeOver, mode),
        ...(mode === "failover" ? [[common.fence.step]] : []),
        [common.announce.step],
      ],
    },
    { together: plans(verify) },
    ...opened,
    ...after,
    common.startReprotection.step,
  ];
  const steps = [
    ...Object.values(common).filter((step) => isPrimary || step !== common.handBack),
    ...[checks, takeOver, verify, settle, standBy].flat(2),
  ].filter((step) => !isPrimary || step !== common.mirrorRole);
  const longest = Math.max(...[checks, takeOver, verify, settle, standBy].flat().map(longSeconds));
  return {
    plan: {
      ...facts,
      system: scope.system,
      site: scope.site,
      modes: {
        failover: takingOver("failover"),
        switchover: takingOver("switchover"),
        reprotect: [
          ...before,
          ...(isPrimary ? [common.handBack.step] : []),
          { together: plans(standBy) },
          ...after,
        ],
      },
    },
    definition: {
      Comment: `How the ${scope.site} site of ${scope.system} takes over, and how it stands by again`,
      QueryLanguage: "JSONata",
      TimeoutSeconds: longest + MARGIN_SECONDS,
      ...states,
    },
    steps,
  };
}

/** What the long steps of a sequence may take, in seconds. */
function longSeconds(steps: MachineSequence): number {
  const long = steps.map(({ step }) => step.timeoutSeconds).filter((seconds) => seconds >= LONG_STEP_SECONDS);
  return long.reduce((sum, seconds) => sum + seconds, 0);
}

function inOrder(steps: MachineSequence): Fragment {
  return chain(
    ...steps.map(({ step, states, onlyIn }) =>
      onlyIn ? when(step.id, `$mode = '${onlyIn}'`, states) : states,
    ),
  );
}

/** A takeover that has claimed the role already was checked, and what it has promoted follows nobody any more. */
function beforeClaim({ site }: MachineScope, checks: Fragment): Fragment {
  return when("check", `$not($acceptStale) and $activeSite != '${site}'`, checks);
}

interface Parts {
  readonly first: Fragment;
  readonly takesOver: Fragment;
  readonly reprotects: Fragment;
  readonly last: Fragment;
  readonly startReprotection: Fragment;
  readonly hasChecks: boolean;
}

/** Links the parts, and gives every failure and every early end a way to people and to the lock. */
function assemble(scope: MachineScope, parts: Parts): Branch {
  const { first, takesOver, reprotects, last, startReprotection, hasChecks } = parts;
  const finished: Record<string, State> = {
    finished: {
      Type: "Succeed",
      Output: {
        mode: "{% $mode %}",
        epoch: "{% $epoch %}",
        measured: "{% $measured %}",
        outcome: "{% $outcome %}",
      },
    },
  };
  const start: Branch["States"] = {
    start: {
      Type: "Pass",
      Assign: {
        mode: "{% $states.input.mode %}",
        trigger: "{% $exists($states.input.trigger) ? $states.input.trigger : 'operator' %}",
        reason: "{% $exists($states.input.reason) ? $states.input.reason : 'no reason was given' %}",
        breakLock: "{% $exists($states.input.breakLock) ? $states.input.breakLock : false %}",
        suspicion: "{% $exists($states.input.suspicion) ? $states.input.suspicion : 'unreachable' %}",
        ...(hasChecks && {
          acceptStale: "{% $exists($states.input.acceptStale) ? $states.input.acceptStale : false %}",
        }),
        measured: null,
        outcome: "done",
        error: null,
      },
      Next: "start: which mode",
    },
    "start: which mode": {
      Type: "Choice",
      Choices: [{ Condition: "{% $mode in ['failover', 'switchover', 'reprotect'] %}", Next: first.StartAt }],
      Default: "start: unknown mode",
    },
    "start: unknown mode": {
      Type: "Fail",
      Error: "UnknownMode",
      Cause: "The input needs a mode: failover, switchover or reprotect.",
    },
    "begin: which mode": {
      Type: "Choice",
      Choices: [{ Condition: "{% $mode = 'reprotect' %}", Next: reprotects.StartAt }],
      Default: takesOver.StartAt,
    },
    "end: which mode": {
      Type: "Choice",
      Choices: [{ Condition: "{% $mode = 'reprotect' %}", Next: "finished" }],
      Default: startReprotection.StartAt,
    },
  };
  const failed = chain(tellFailure(scope), release(scope, "failed: release lock"));
  const stopped = chain(tellStop(scope), release(scope, "stopped: release lock"));
  const states: Record<string, State> = {
    ...start,
    ...redirect(first.States, NEXT, "begin: which mode"),
    ...redirect(takesOver.States, NEXT, last.StartAt),
    ...redirect(reprotects.States, NEXT, last.StartAt),
    ...redirect(last.States, NEXT, "end: which mode"),
    ...redirect(startReprotection.States, NEXT, "finished"),
    ...redirect(failed.States, NEXT, "failed"),
    ...redirect(stopped.States, NEXT, "finished"),
    failed: { Type: "Fail", Error: "{% $error.Error %}", Cause: "{% $error.Cause %}" },
    ...finished,
  };
  const whole = redirect(redirect(states, FAILED, failed.StartAt), STOPPED, stopped.StartAt);
  return { StartAt: "start", States: withoutUnreachable("start", whole) };
}

function handsBackOr(condition: string, handBack: Fragment, standBy: Fragment): Fragment {
  const handed = chain(handBack);
  return {
    StartAt: "hand-back-record: needed",
    States: {
      "hand-back-record: needed": {
        Type: "Choice",
        Choices: [{ Condition: `{% ${condition} %}`, Next: handed.StartAt }],
        Default: standBy.StartAt,
      },
      ...handed.States,
      ...standBy.States,
    },
  };
}

function tellFailure({ system, topicArn }: MachineScope): Fragment {
  return tell(
    "failed: notify",
    topicArn,
    `${system}: failover failed`,
    `{% $mode & ' of ${system} stopped: ' & $string($error.Error) & ': ' & $string($error.Cause) & '. It may be started again and goes on. Execution: ' & $states.context.Execution.Id %}`,
  );
}

function tellStop({ system, topicArn }: MachineScope): Fragment {
  return tell("stopped: notify", topicArn, `${system}: no failover`, "{% $outcome %}");
}

/** Silence must not keep the lock: it goes on when nobody can be told. */
function tell(name: string, topicArn: string, subject: string, message: string): Fragment {
  const state = call("sns:publish", { TopicArn: topicArn, Subject: subject, Message: message });
  return {
    StartAt: name,
    States: { [name]: { ...state, Catch: [{ ErrorEquals: ["States.ALL"], Next: NEXT }] } },
  };
}

function withoutUnreachable(start: string, states: Branch["States"]): Record<string, State> {
  const reached = new Set<string>();
  const visit = (name: string) => {
    const state = states[name];
    if (!state) throw new Error(`a state goes on to ${name}, which does not exist`);
    if (reached.has(name)) return;
    reached.add(name);
    targetsOf(state).forEach(visit);
  };
  visit(start);
  return Object.fromEntries(Object.entries(states).filter(([name]) => reached.has(name)));
}
