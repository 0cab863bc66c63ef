import { isRecord, parseJson } from "./format-json";

const STATE_TYPES = ["Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"];

/** States after which nothing comes, or whose rules say what comes. */
const WITHOUT_NEXT = new Set(["Choice", "Succeed", "Fail"]);

const records = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

/** Every state that a state can go on to. */
function targets(state: Record<string, unknown>): unknown[] {
  const rules = [state, ...records(state["Choices"]), ...records(state["Catch"])];
  return [...rules.map((rule) => rule["Next"]), state["Default"]].filter((target) => target !== undefined);
}

/** The state machines inside a state: branches of a Parallel, the body of a Map. */
function inner(state: Record<string, unknown>): unknown[] {
  if (state["Type"] === "Parallel") return Array.isArray(state["Branches"]) ? state["Branches"] : [undefined];
  return state["Type"] === "Map" ? [state["ItemProcessor"] ?? state["Iterator"]] : [];
}

function stateFault(name: string, state: unknown, names: ReadonlySet<string>): string | undefined {
  if (!isRecord(state)) return `state "${name}" must be an object`;
  const type = String(state["Type"]);
  if (!STATE_TYPES.includes(type)) return `state "${name}" needs a Type: ${STATE_TYPES.join(", ")}`;
  if (type === "Task" && typeof state["Resource"] !== "string") return `state "${name}" needs a Resource`;
  if (type === "Choice" && records(state["Choices"]).length === 0) return `state "${name}" needs Choices`;
  if (!WITHOUT_NEXT.has(type) && "Next" in state === (state["End"] === true)) {
    return `state "${name}" needs either Next or End`;
  }
  const missing = targets(state).find((target) => !names.has(String(target)));
  if (missing !== undefined) return `state "${name}" goes on to "${String(missing)}", which doesn't exist`;
  for (const machine of inner(state)) {
    const fault = machineFault(machine);
    if (fault !== undefined) return `in state "${name}": ${fault}`;
  }
  return undefined;
}

function machineFault(machine: unknown): string | undefined {
  if (!isRecord(machine)) return "a state machine must be an object";
  const states = machine["States"];
  if (!isRecord(states) || Object.keys(states).length === 0) return "needs States";
  const names = new Set(Object.keys(states));
  const start = machine["StartAt"];
  if (typeof start !== "string" || !names.has(start))
    return `StartAt "${String(start)}" is none of the States`;
  for (const [name, state] of Object.entries(states)) {
    const fault = stateFault(name, state, names);
    if (fault !== undefined) return fault;
  }
  const reached = new Set([start, ...Object.values(states).filter(isRecord).flatMap(targets).map(String)]);
  const unreachable = [...names].find((name) => !reached.has(name));
  return unreachable === undefined ? undefined : `state "${unreachable}" can't be reached`;
}

/** Why a text is not a state machine in the Amazon States Language, `undefined` when it is one. */
export function stateMachineFault(text: string): string | undefined {
  const parsed = parseJson(text);
  return "fault" in parsed ? parsed.fault : machineFault(parsed.json);
}
