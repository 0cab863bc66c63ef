import { AslError, takes, type ErrorSource } from "./asl-error";
import type { Execution, Outcome, Variables, Visit } from "./execution";
import type { Json } from "./json";
import type {
  ChoiceState,
  FailState,
  ParallelState,
  PassState,
  State,
  SucceedState,
  TaskState,
  Template,
  WaitState,
} from "./model";
import { runParallel } from "./parallel";
import { withRetries } from "./retry";
import { LONGEST_SECONDS } from "./schema";
import { callTask } from "./task";
import { fill, wrongType, type View } from "./template";

/**
 * Does what one state says.
 *
 * @throws AslError when it fails and nothing catches it.
 */
export function carryOut(execution: Execution, visit: Visit, state: State): Promise<Outcome> {
  switch (state.Type) {
    case "Task":
      return withErrors(execution, visit, state, () => callTask(execution, visit, state));
    case "Parallel":
      return withErrors(execution, visit, state, () => runParallel(execution, visit, state));
    case "Pass":
      return goOn(execution.view(visit), state, visit.input);
    case "Wait":
      return wait(execution, visit, state);
    case "Choice":
      return choose(execution.view(visit), state, visit.input);
    case "Succeed":
      return succeed(execution.view(visit), state, visit.input);
    case "Fail":
      return fail(execution.view(visit), state);
  }
}

async function withErrors(
  execution: Execution,
  visit: Visit,
  state: TaskState | ParallelState,
  work: () => Promise<Json>,
): Promise<Outcome> {
  try {
    return await withRetries(execution, visit, state.Type, state.Retry ?? [], async () => {
      const result = await work();
      return goOn(execution.view(visit, { result }), state, result);
    });
  } catch (error) {
    if (!(error instanceof AslError)) throw error;
    return handle(execution, visit, state, error);
  }
}

async function handle(
  execution: Execution,
  visit: Visit,
  state: TaskState | ParallelState,
  error: AslError,
): Promise<Outcome> {
  const source: ErrorSource = state.Type;
  const catchers = state.Catch ?? [];
  const index = catchers.findIndex(({ ErrorEquals }) => takes(ErrorEquals, error, source));
  const catcher = catchers[index];
  if (catcher === undefined) throw error;
  const errorOutput = { ...error.output };
  const view = execution.view(visit, { errorOutput });
  execution.emit(visit.name, { type: "caught", error: error.name, next: catcher.Next });
  const field = `Catch[${index}]`;
  return {
    next: catcher.Next,
    assigned: await assignedBy(view, catcher.Assign, `${field}/Assign`),
    output: await outputOf(view, catcher.Output, errorOutput, `${field}/Output`),
  };
}

async function wait(execution: Execution, visit: Visit, state: WaitState): Promise<Outcome> {
  const view = execution.view(visit);
  const seconds = await fill(state.Seconds, "Seconds", view);
  const isValid = typeof seconds === "number" && Number.isInteger(seconds);
  if (!isValid || seconds < 0 || seconds > LONGEST_SECONDS) {
    throw wrongType(view, "Seconds", `a whole number from 0 to ${LONGEST_SECONDS}`, seconds);
  }
  await execution.pause(seconds * 1000, visit.cancellation);
  return goOn(execution.view(visit), state, visit.input);
}

async function choose(view: View, state: ChoiceState, input: Json): Promise<Outcome> {
  for (const [index, { Condition, Next, Assign }] of state.Choices.entries()) {
    const field = `Choices[${index}]`;
    const holds = await fill(Condition, `${field}/Condition`, view);
    if (typeof holds !== "boolean") throw wrongType(view, `${field}/Condition`, "true or false", holds);
    if (holds) {
      return { next: Next, output: input, assigned: await assignedBy(view, Assign, `${field}/Assign`) };
    }
  }
  return { next: state.Default, output: input, assigned: await assignedBy(view, state.Assign) };
}

async function succeed(view: View, state: SucceedState, input: Json): Promise<Outcome> {
  return { output: await outputOf(view, state.Output, input) };
}

async function fail(view: View, state: FailState): Promise<never> {
  const name = await fill(state.Error, "Error", view);
  const cause = await fill(state.Cause, "Cause", view);
  if (typeof name !== "string") throw wrongType(view, "Error", "a text", name);
  if (typeof cause !== "string") throw wrongType(view, "Cause", "a text", cause);
  throw new AslError(name, cause);
}

/** What a state that goes on leaves behind: `Assign` and `Output` see the same values, those from before. */
async function goOn(
  view: View,
  state: TaskState | PassState | WaitState | ParallelState,
  result: Json,
): Promise<Outcome> {
  return {
    next: state.Next,
    assigned: await assignedBy(view, state.Assign),
    output: await outputOf(view, state.Output, result),
  };
}

function assignedBy(
  view: View,
  assign: Readonly<Record<string, Template>> | undefined,
  field = "Assign",
): undefined | Variables | Promise<Variables> {
  // What is made of an object is an object.
  return assign && (fill(assign, field, view) as Variables | Promise<Variables>);
}

function outputOf(
  view: View,
  output: Template | undefined,
  usual: Json,
  field = "Output",
): Json | Promise<Json> {
  return output === undefined ? usual : fill(output, field, view);
}
