import type { Json } from "./json";

/** What happened in an execution, for whoever watches it. */
export type ExecutionEvent = {
  /** Milliseconds since the start of the clock. */
  readonly at: number;
  readonly state: string;
} & (
  | { readonly type: "entered" }
  | { readonly type: "exited"; /** Undefined at the end. */ readonly next: string | undefined }
  | { readonly type: "task scheduled"; readonly resource: string; readonly args: Json }
  | { readonly type: "task succeeded" }
  | { readonly type: "task failed"; readonly error: string; readonly cause: string }
  | { readonly type: "task timed out"; readonly afterSeconds: number }
  /** `attempt` is 1 for the first repetition. */
  | { readonly type: "retried"; readonly error: string; readonly attempt: number; readonly delayMs: number }
  | { readonly type: "caught"; readonly error: string; readonly next: string }
);

type WithoutPlace<T> = T extends unknown ? Omit<T, "at" | "state"> : never;

/** An event as a state tells it: the rest is added. */
export type Happening = WithoutPlace<ExecutionEvent>;
