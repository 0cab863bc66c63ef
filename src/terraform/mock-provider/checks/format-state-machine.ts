import { isRecord, parseJson, records } from "./format-json";
import { errorsFault, isPositive, typeFault } from "./state-faults";
import { fieldFault, QUERY_LANGUAGES, STATE_TYPES, type QueryLanguage, type State } from "./state-fields";
import { jsonataFault } from "./state-jsonata";

/** Characters (CreateStateMachine, Step Functions API reference; read 2026-11). */
const LONGEST_DEFINITION = 1_048_576;
/** Characters (Amazon States Language; read 2026-11). */
const LONGEST_NAME = 80;

/** What holds for a whole definition, also inside of its branches. */
interface Scope {
  readonly language: QueryLanguage;
  /** Every name so far: the branches share them. */
  readonly taken: Set<string>;
}

/** Why a text is not a state machine in the Amazon States Language, `undefined` when it is one. */
export function stateMachineFault(text: string): string | undefined {
  if (text.length > LONGEST_DEFINITION) {
    return `has ${text.length} characters; Step Functions takes at most ${LONGEST_DEFINITION}`;
  }
  const parsed = parseJson(text);
  if ("fault" in parsed) return parsed.fault;
  const { QueryLanguage: language = "JSONPath", TimeoutSeconds: timeout = 1 } = isRecord(parsed.json)
    ? parsed.json
    : {};
  if (!isQueryLanguage(language)) return unknownLanguage(language);
  if (!isPositive(timeout)) return "TimeoutSeconds must be a whole positive number";
  return machineFault(parsed.json, { language, taken: new Set() });
}

function machineFault(machine: unknown, scope: Scope): string | undefined {
  if (!isRecord(machine)) return "a state machine must be an object";
  const states = machine["States"];
  if (!isRecord(states) || Object.keys(states).length === 0) return "needs States";
  const names = new Set(Object.keys(states));
  const start = machine["StartAt"];
  if (typeof start !== "string" || !names.has(start))
    return `StartAt "${String(start)}" is none of the States`;
  for (const [name, state] of Object.entries(states)) {
    const fault = nameFault(name, scope) ?? stateFault(name, state, names, scope);
    if (fault !== undefined) return fault;
  }
  const reached = new Set([start, ...Object.values(states).filter(isRecord).flatMap(targets).map(String)]);
  const unreachable = [...names].find((name) => !reached.has(name));
  return unreachable === undefined ? undefined : `state "${unreachable}" can't be reached`;
}

function nameFault(name: string, { taken }: Scope): string | undefined {
  if (name.length > LONGEST_NAME) {
    return `state "${name}" has a name of ${name.length} characters; at most ${LONGEST_NAME} are allowed`;
  }
  if (taken.has(name)) return `two states are called "${name}"; the branches share the names`;
  taken.add(name);
  return undefined;
}

function stateFault(
  name: string,
  state: unknown,
  names: ReadonlySet<string>,
  scope: Scope,
): string | undefined {
  if (!isRecord(state)) return `state "${name}" must be an object`;
  const type = String(state["Type"]);
  if (!STATE_TYPES.includes(type)) return `state "${name}" needs a Type: ${STATE_TYPES.join(", ")}`;
  const language = state["QueryLanguage"] ?? scope.language;
  if (!isQueryLanguage(language)) return `state "${name}": ${unknownLanguage(language)}`;
  if (scope.language === "JSONata" && language === "JSONPath") {
    return `state "${name}" is of JSONPath; a state machine of JSONata has no such states`;
  }
  const fault =
    fieldFault(type, language, state) ??
    typeFault(type, language, state) ??
    errorsFault(state) ??
    (language === "JSONata" ? jsonataFault(state) : undefined);
  if (fault !== undefined) return `state "${name}" ${fault}`;
  const missing = targets(state).find((target) => !names.has(String(target)));
  if (missing !== undefined) return `state "${name}" goes on to "${String(missing)}", which doesn't exist`;
  for (const machine of inner(state)) {
    const innerFault = machineFault(machine, { ...scope, language });
    if (innerFault !== undefined) return `in state "${name}": ${innerFault}`;
  }
  return undefined;
}

/** Every state that a state can go on to. */
function targets(state: State): unknown[] {
  const rules = [state, ...records(state["Choices"]), ...records(state["Catch"])];
  return [...rules.map((rule) => rule["Next"]), state["Default"]].filter((target) => target !== undefined);
}

/** The state machines inside a state: branches of a Parallel, the body of a Map. */
function inner(state: State): unknown[] {
  if (state["Type"] === "Parallel") return Array.isArray(state["Branches"]) ? state["Branches"] : [undefined];
  return state["Type"] === "Map" ? [state["ItemProcessor"] ?? state["Iterator"]] : [];
}

function isQueryLanguage(value: unknown): value is QueryLanguage {
  return QUERY_LANGUAGES.includes(String(value));
}

function unknownLanguage(value: unknown): string {
  return `QueryLanguage "${String(value)}" must be ${QUERY_LANGUAGES.join(" or ")}`;
}
