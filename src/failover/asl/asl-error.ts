/** What `$states.errorOutput` holds. */
export interface ErrorOutput {
  readonly Error: string;
  readonly Cause: string;
}

/** An error with a name that `Retry` and `Catch` know, such as `States.Timeout` or `Rds.DbClusterNotFoundException`. */
export class AslError extends Error {
  /** @param cause For people; a text of JSON where a Lambda function failed. */
  constructor(
    override readonly name: string,
    override readonly cause: string,
  ) {
    super(`${name}: ${cause}`);
  }

  get output(): ErrorOutput {
    return { Error: this.name, Cause: this.cause };
  }
}

/** Where the error comes from: only a branch that failed is a `States.BranchFailed` too. */
export type ErrorSource = "Task" | "Parallel";

/**
 * Whether a retrier or catcher takes an error.
 *
 * `States.ALL` takes everything but `States.DataLimitExceeded` and `States.Runtime`, of which the latter can't be taken at
 * all. `States.TaskFailed` takes whatever `States.ALL` does, but for `States.Timeout`.
 *
 * Source: Step Functions developer guide, "Handling errors in Step Functions workflows", read 2026-11.
 */
export function takes(errorEquals: readonly string[], error: AslError, source: ErrorSource): boolean {
  if (error.name === "States.Runtime") return false;
  return errorEquals.some((name) => {
    if (name === error.name) return true;
    if (error.name === "States.DataLimitExceeded") return false;
    if (name === "States.ALL") return true;
    if (name === "States.TaskFailed") return error.name !== "States.Timeout";
    return name === "States.BranchFailed" && source === "Parallel";
  });
}
