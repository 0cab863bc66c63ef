import type { Branch, State, StateMachine } from "../asl/model";
import type { Participant } from "../participant";
import type { FailoverPlan, Mode, Sequence } from "../plan/model";
import { call } from "./call";
import { chain, FAILED, NEXT, redirect, STOPPED, targetsOf, together, when, type Fragment } from "./fragment";
import type { MachineScope, MachineSequence, MachineStep } from "./step";
import { commonSteps } from "./steps";
import { release } from "./steps/lock";

/** An execution that runs longer is stopped, in seconds: a little above the longest step. */
const MARGIN_SECONDS = 1800;

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
  const part = (name: "takeOver" | "verify" | "settle" | "reprotect") =>
    participants.flatMap((participant) => {
      const steps = participant[name]?.(scope) ?? [];
      return steps.length > 0 ? [steps] : [];
    });
  const takeOver = part("takeOver");
  const verify = part("verify");
  const settle = part("settle");
  const standBy = part("reprotect");
  const isPrimary = scope.site === "primary";
  const mirrors = isPrimary ? [] : [common.mirrorRole];

  const takesOver = chain(
    ...(common.confirm ? [when("confirm-loss", "$trigger = 'alarm'", common.confirm.states)] : []),
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
  });

  const before = [common.takeLock.step, common.readRecord.step];
  const after = [common.announceEnd.step, common.releaseLock.step];
  const plans = (sequences: readonly MachineSequence[]): Sequence[] =>
    sequences.map((steps) => steps.map(({ step }) => step));
  const settled: Sequence = settle.length > 0 ? [{ together: plans(settle) }] : [];
  const measured = common.measure ? [common.measure.step] : [];
  const opened = [common.openSwitch.step, ...mirrors.map(({ step }) => step), ...settled, ...measured];
  const takingOver = (mode: Mode): Sequence => [
    ...before,
    ...(mode === "failover" && facts.detection.isAutomatic && common.confirm ? [common.confirm.step] : []),
    common.claimRole.step,
    {
      together: [
        ...plans(takeOver),
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
    ...[takeOver, verify, settle, standBy].flat(2),
  ].filter((step) => !isPrimary || step !== common.mirrorRole);
  const longest = Math.max(...steps.map(({ step }) => step.timeoutSeconds));
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

function inOrder(steps: MachineSequence): Fragment {
  return chain(...steps.map(({ states }) => states));
}

interface Parts {
  readonly first: Fragment;
  readonly takesOver: Fragment;
  readonly reprotects: Fragment;
  readonly last: Fragment;
  readonly startReprotection: Fragment;
}

/** Links the parts, and gives every failure and every early end a way to people and to the lock. */
function assemble(scope: MachineScope, parts: Parts): Branch {
  const { first, takesOver, reprotects, last, startReprotection } = parts;
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
