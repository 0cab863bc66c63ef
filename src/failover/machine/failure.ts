import type { Template } from "../asl/model";
import { FAILED } from "./fragment";

/** What people are told of a step that has failed for good. */
export interface Failure {
  /** A name without blanks, for example `PromotionTimedOut`. */
  readonly error: string;
  /** A sentence, or JSONata within `{% %}`. */
  readonly cause: string;
}

/** How a state, or a rule of one, goes on that has failed for good. */
export function failWith({ error, cause }: Failure): {
  readonly Assign: Readonly<Record<string, Template>>;
  readonly Next: string;
} {
  return { Assign: { error: { Error: error, Cause: cause } }, Next: FAILED };
}
