import { EnvironmentError } from "../../../config/problem";
import { errorName, explain, isUnreachable } from "../../../state/errors";
import { Failure } from "../failure";

/** Errors of the SDK that carry no answer of AWS. */
const WITHOUT_ANSWER = ["CredentialsProviderError", "TokenProviderError"];

/** A failure with one problem. */
export function failure(message: string): Failure {
  return new Failure(message, [{ message }]);
}

/**
 * What the user can mend: a wrong input, or what AWS says.
 *
 * @throws anything else as it is: it is a defect, and must show where it comes from.
 */
export function asFailure(error: unknown): Failure | EnvironmentError {
  if (error instanceof Failure || error instanceof EnvironmentError) return error;
  const isAws = error instanceof Error && ("$metadata" in error || WITHOUT_ANSWER.includes(errorName(error)));
  if (!isAws && !isUnreachable(error)) throw error;
  return failure(explain(error));
}
