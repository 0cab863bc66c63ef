import type { Branch, State, StateMachine, TaskState, Template } from "./model";

/** A state and where it is. Names are unique in a machine; the path is for people. */
export interface PlacedState {
  readonly name: string;
  /** The names of the states around it with their branches, and its own: `Take over/0/Promote`. */
  readonly path: string;
  readonly state: State;
  /** The branch, or the machine, that it can go on in. */
  readonly branch: Branch;
}

/** All states of a machine, each before those inside it. */
export function walkStates(branch: Branch, prefix = ""): PlacedState[] {
  return Object.entries(branch.States).flatMap(([name, state]) => {
    const path = `${prefix}${name}`;
    const inside = state.Type === "Parallel" ? state.Branches : [];
    return [
      { name, path, state, branch },
      ...inside.flatMap((inner, index) => walkStates(inner, `${path}/${index}/`)),
    ];
  });
}

/** A call of an API. */
export interface PlacedTask {
  readonly name: string;
  readonly path: string;
  readonly state: TaskState;
  readonly resource: string;
  /** With the expressions in it. @default - none */
  readonly arguments: Template | undefined;
}

/** All calls of a machine. */
export function tasksOf(branch: Branch): PlacedTask[] {
  return walkStates(branch).flatMap(({ name, path, state }) =>
    state.Type === "Task"
      ? [{ name, path, state, resource: state.Resource, arguments: state.Arguments }]
      : [],
  );
}

/** A way from one state to the next. */
export interface Transition {
  /** Undefined for the start of a machine or a branch. */
  readonly from: string | undefined;
  /** Undefined for its end. */
  readonly to: string | undefined;
  /** The field that says so. `Succeed` and `Fail` are the types of states that end it. */
  readonly by: "StartAt" | "Next" | "End" | "Choices" | "Default" | "Catch" | "Succeed" | "Fail";
}

/** All ways of a machine, those inside its branches too. */
export function transitionsOf(machine: Branch | StateMachine): Transition[] {
  const starts = walkStates(machine).flatMap(({ state }) =>
    state.Type === "Parallel" ? state.Branches : [],
  );
  return [
    ...[machine, ...starts].map(({ StartAt }) => ({ from: undefined, to: StartAt, by: "StartAt" }) as const),
    ...walkStates(machine).flatMap(({ name, state }) => transitionsFrom(name, state)),
  ];
}

/** The ways out of one state. */
export function transitionsFrom(from: string, state: State): Transition[] {
  switch (state.Type) {
    case "Succeed":
    case "Fail":
      return [{ from, to: undefined, by: state.Type }];
    case "Choice":
      return [
        ...state.Choices.map(({ Next }) => ({ from, to: Next, by: "Choices" }) as const),
        { from, to: state.Default, by: "Default" },
      ];
    case "Pass":
    case "Wait":
    case "Task":
    case "Parallel":
      return [
        { from, to: state.Next, by: state.Next === undefined ? "End" : "Next" },
        ...catchersOf(state).map(({ Next }) => ({ from, to: Next, by: "Catch" }) as const),
      ];
  }
}

/** What takes the errors of a state. */
export function catchersOf(state: State) {
  return state.Type === "Task" || state.Type === "Parallel" ? (state.Catch ?? []) : [];
}

/** What a state assigns, in whichever field: each with the field that it stands in. */
export function assignmentsOf(
  state: State,
): { readonly field: string; readonly values: Readonly<Record<string, Template>> }[] {
  const rules = state.Type === "Choice" ? state.Choices : [];
  const fields = [
    { field: "Assign", values: "Assign" in state ? state.Assign : undefined },
    ...rules.map(({ Assign }, index) => ({ field: `Choices[${index}]/Assign`, values: Assign })),
    ...catchersOf(state).map(({ Assign }, index) => ({ field: `Catch[${index}]/Assign`, values: Assign })),
  ];
  return fields.flatMap(({ field, values }) => (values === undefined ? [] : [{ field, values }]));
}
