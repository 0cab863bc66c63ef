import type { Branch, ChoiceState, ParallelState, State, Template } from "../asl/model";

/** Where a fragment ends: replaced by what comes after it. No state may have this name. */
export const NEXT = "@next";

/** Where a fragment goes that has failed for good: replaced by what tells people of it. */
export const FAILED = "@failed";

/** Where a fragment goes that has nothing to do: replaced by what ends the execution in peace. */
export const STOPPED = "@stopped";

/** States that belong together. They leave to `NEXT`, or to `FAILED`. */
export type Fragment = Branch;

/**
 * One fragment after the other.
 *
 * @throws Error for an empty chain, or where two states have one name.
 */
export function chain(...fragments: readonly Fragment[]): Fragment {
  const [first, ...rest] = fragments;
  if (!first) throw new Error("a chain needs at least one fragment");
  if (rest.length === 0) return first;
  const after = chain(...rest);
  return { StartAt: first.StartAt, States: merge(redirect(first.States, NEXT, after.StartAt), after.States) };
}

/** A fragment that is passed by where a condition (JSONata) does not hold. */
export function when(id: string, condition: string, fragment: Fragment): Fragment {
  const name = `${id}: needed`;
  const choice: ChoiceState = {
    Type: "Choice",
    Choices: [{ Condition: `{% ${condition} %}`, Next: fragment.StartAt }],
    Default: NEXT,
  };
  return { StartAt: name, States: merge({ [name]: choice }, fragment.States) };
}

/** One of two fragments, by a condition (JSONata). */
export function either(id: string, condition: string, yes: Fragment, no: Fragment): Fragment {
  const name = `${id}: which`;
  const choice: ChoiceState = {
    Type: "Choice",
    Choices: [{ Condition: `{% ${condition} %}`, Next: yes.StartAt }],
    Default: no.StartAt,
  };
  return { StartAt: name, States: merge({ [name]: choice }, merge(yes.States, no.States)) };
}

/**
 * Fragments that run at the same time, each to its end. When one fails, all do, and the error is told.
 *
 * @param name the name of the state around them.
 */
export function together(name: string, ...fragments: readonly Fragment[]): Fragment {
  const parallel: ParallelState = {
    Type: "Parallel",
    Branches: fragments.map(closed),
    Catch: [{ ErrorEquals: ["States.ALL"], Next: FAILED, Assign: { error: "{% $states.errorOutput %}" } }],
    Next: NEXT,
  };
  return { StartAt: name, States: { [name]: parallel } };
}

/** A fragment that goes on after a failure, as if it had done its work. */
export function tolerant({ StartAt, States }: Fragment): Fragment {
  return { StartAt, States: redirect(States, FAILED, NEXT) };
}

/** A fragment that stands by itself: it ends where it would go on, and fails where it would tell people. */
function closed({ StartAt, States: given }: Fragment): Branch {
  const [id] = StartAt.split(":");
  const States = Object.fromEntries(Object.entries(given).map(([name, state]) => [name, renameError(state)]));
  const done = `${id}: done`;
  const failed = `${id}: failed`;
  const targets = Object.values(States).flatMap(targetsOf);
  const ends: Record<string, State> = {
    ...(targets.includes(NEXT) && { [done]: { Type: "Succeed" } }),
    ...(targets.includes(FAILED) && {
      [failed]: {
        Type: "Fail",
        Error: `{% $${BRANCH_ERROR}.Error %}`,
        Cause: `{% $${BRANCH_ERROR}.Cause %}`,
      },
    }),
  };
  return { StartAt, States: merge(redirect(redirect(States, NEXT, done), FAILED, failed), ends) };
}

/** A branch may not assign a variable that has the name of one outside of it. */
const BRANCH_ERROR = "branchError";

function renameError(state: State): State {
  const renamed = <Rule extends { readonly Assign?: Readonly<Record<string, Template>> }>(
    rule: Rule,
  ): Rule => {
    if (rule.Assign?.error === undefined) return rule;
    const { error, ...others } = rule.Assign;
    return { ...rule, Assign: { ...others, [BRANCH_ERROR]: error } };
  };
  return {
    ...("Assign" in state ? renamed(state) : state),
    ...("Choices" in state && { Choices: state.Choices.map(renamed) }),
    ...("Catch" in state && { Catch: state.Catch?.map(renamed) }),
  } as State;
}

/** Puts the step before the names of a fragment's states, also where they go to one another. */
export function named(id: string, { StartAt, States }: Fragment): Fragment {
  const long = (name: string) => (name in States ? `${id}: ${name}` : name);
  return {
    StartAt: long(StartAt),
    States: Object.fromEntries(
      Object.entries(States).map(([name, state]) => [long(name), withTargets(state, long)]),
    ),
  };
}

/** Replaces the name of a state wherever states go to it. */
export function redirect(states: Branch["States"], from: string, to: string): Record<string, State> {
  const swap = (target: string) => (target === from ? to : target);
  return Object.fromEntries(
    Object.entries(states).map(([name, state]) => [name, withTargets(state, swap)] as const),
  );
}

/** Every state that a state may go to. */
export function targetsOf(state: State): string[] {
  const targets: string[] = [];
  withTargets(state, (target) => {
    targets.push(target);
    return target;
  });
  return targets;
}

function withTargets(state: State, swap: (target: string) => string): State {
  const changed = {
    ...state,
    ...("Next" in state && state.Next !== undefined && { Next: swap(state.Next) }),
    ...("Default" in state && { Default: swap(state.Default) }),
    ...("Choices" in state && { Choices: state.Choices.map((rule) => ({ ...rule, Next: swap(rule.Next) })) }),
    ...("Catch" in state && { Catch: state.Catch?.map((rule) => ({ ...rule, Next: swap(rule.Next) })) }),
  };
  return changed as State;
}

/**
 * The states of both.
 *
 * @throws Error where two states have one name.
 */
export function merge(first: Branch["States"], second: Branch["States"]): Record<string, State> {
  const twice = Object.keys(first).filter((name) => name in second);
  if (twice.length > 0) throw new Error(`two states are called ${twice.join(", ")}`);
  return { ...first, ...second };
}
