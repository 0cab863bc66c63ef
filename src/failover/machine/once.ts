import type { TaskState } from "../asl/model";
import { NEXT } from "./fragment";

/** One attempt, and an answer for the case that there is none. */
export function once(
  { Retry: _retry, Catch: _catch, ...state }: TaskState,
  going: Pick<TaskState, "Assign" | "Next">,
  unknown: Readonly<Record<string, string>>,
): TaskState {
  return {
    ...state,
    ...going,
    Catch: [{ ErrorEquals: ["States.ALL"], Next: going.Next ?? NEXT, Assign: unknown }],
  };
}
