import type * as z from "zod";
import { compile, isExpression } from "./expression";
import type { Branch, State, Template } from "./model";
import { machineSchema } from "./schema";
import { assignmentsOf, catchersOf, transitionsFrom, walkStates, type PlacedState } from "./structure";
import { textsIn } from "./template";

/** Names that JSONata has already: they would hide each other. */
const RESERVED = ["states", "now", "millis", "parse"];

/**
 * What is wrong with a state machine: each problem with the state that has it. Empty when `interpret` can run it as Step
 * Functions would.
 */
export function validateMachine(definition: unknown): string[] {
  const parsed = machineSchema.safeParse(definition);
  if (!parsed.success) return parsed.error.issues.map(describe);
  const machine = parsed.data;
  const places = walkStates(machine);
  return [
    ...duplicates(places),
    ...branchesOf(machine).flatMap(transitionProblems),
    ...places.flatMap(({ name, state }) =>
      [...endProblems(state), ...errorProblems(state), ...expressionProblems(state)].map(
        (problem) => `State ${name}: ${problem}`,
      ),
    ),
    ...assignmentProblems(machine, new Set()),
  ];
}

function describe({ path, message }: z.core.$ZodIssue): string {
  // The path goes through States, name, Branches, index, States, name and so on.
  const last = path.lastIndexOf("States");
  const field = path.slice(last + 2).join("/");
  const owner = last === -1 || path.length === last + 1 ? "The machine" : `State ${String(path[last + 1])}`;
  const place = last === -1 ? path.join("/") : field;
  return `${owner}: ${place === "" ? "" : `${place}: `}${message}`;
}

function branchesOf(branch: Branch): Branch[] {
  const inside = walkStates(branch).flatMap(({ state }) => (state.Type === "Parallel" ? state.Branches : []));
  return [branch, ...inside];
}

function duplicates(places: readonly PlacedState[]): string[] {
  const names = places.map(({ name }) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(repeated)].map(
    (name) => `State ${name}: the name is used twice; names are unique in a machine`,
  );
}

function transitionProblems({ StartAt, States }: Branch): string[] {
  const problems = Object.hasOwn(States, StartAt) ? [] : [`StartAt: there is no state ${StartAt}`];
  const reached = new Set([StartAt]);
  for (const name of reached) {
    const state = States[name];
    const ways = state === undefined ? [] : transitionsFrom(name, state);
    for (const { to, by } of ways) {
      if (to !== undefined && !Object.hasOwn(States, to)) {
        problems.push(`State ${name}: ${by} goes to ${to}, which is no state beside it`);
      }
      if (to !== undefined) reached.add(to);
    }
  }
  const unreached = Object.keys(States).filter((name) => !reached.has(name));
  return [...problems, ...unreached.map((name) => `State ${name}: nothing leads to it`)];
}

function endProblems(state: State): string[] {
  if (state.Type === "Choice" || state.Type === "Succeed" || state.Type === "Fail") return [];
  const isEnd = state.End === true;
  return isEnd === (state.Next !== undefined) ? ["it needs either Next or End"] : [];
}

function errorProblems(state: State): string[] {
  const retriers = state.Type === "Task" || state.Type === "Parallel" ? (state.Retry ?? []) : [];
  return [retriers, catchersOf(state)].flatMap((handlers) =>
    handlers.flatMap(({ ErrorEquals }, index) => {
      if (!ErrorEquals.includes("States.ALL")) return [];
      const isAlone = ErrorEquals.length === 1;
      const isLast = index === handlers.length - 1;
      return isAlone && isLast ? [] : ["States.ALL must stand alone in ErrorEquals, and in the last place"];
    }),
  );
}

function expressionProblems(state: State): string[] {
  // The branches' states are looked at in their turn.
  const texts = textsIn(state as unknown as Template, "").filter(
    ({ field }) => !field.startsWith("/Branches"),
  );
  const problems = texts.flatMap(({ field, text }) =>
    textProblems(text).map((problem) => `${field.slice(1)}: ${problem}`),
  );
  const needed = [
    ...(state.Type === "Choice" ? state.Choices.map(({ Condition }) => Condition) : []),
    ...(state.Type === "Wait" && typeof state.Seconds === "string" ? [state.Seconds] : []),
  ];
  const plain = needed.filter((text) => !isExpression(text));
  return [...problems, ...plain.map((text) => `'${text}' must be JSONata, {% ... %}`)];
}

function textProblems(text: string): string[] {
  if (!isExpression(text)) {
    const isMeant = text.includes("{%") || text.includes("%}");
    return isMeant ? [`'${text}' is no JSONata, which has to be the whole text: {% ... %}`] : [];
  }
  try {
    compile(text);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** A branch reads what is assigned around it, and must not use the same names for its own. */
function assignmentProblems(branch: Branch, outer: ReadonlySet<string>): string[] {
  const assigned = Object.entries(branch.States).flatMap(([name, state]) =>
    assignmentsOf(state).flatMap(({ field, values }) =>
      Object.keys(values).map((variable) => ({ place: `State ${name}: ${field}`, variable })),
    ),
  );
  const visible = new Set([...outer, ...assigned.map(({ variable }) => variable)]);
  const inside = Object.values(branch.States).flatMap((state) =>
    state.Type === "Parallel" ? state.Branches : [],
  );
  return [
    ...assigned.flatMap(({ place, variable }) => {
      if (outer.has(variable))
        return [`${place} uses the name ${variable}, which is assigned outside of the branch`];
      if (RESERVED.includes(variable)) return [`${place} uses the reserved name ${variable}`];
      return /^[\p{ID_Start}][\p{ID_Continue}]{0,79}$/u.test(variable)
        ? []
        : [`${place} uses the name ${variable}: a letter first, then letters, digits and _, at most 80`];
    }),
    ...inside.flatMap((inner) => assignmentProblems(inner, visible)),
  ];
}
