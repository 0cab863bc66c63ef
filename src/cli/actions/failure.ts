/** One thing that is wrong. Further keys say where. */
export interface FailureProblem {
  readonly message: string;
  readonly [where: string]: unknown;
}

/** Ends an action because of something that the user can mend. `EnvironmentError` has the same shape. */
export class Failure extends Error {
  override readonly name = "Failure";

  /**
   * @param message everything that is wrong, to be read by people.
   * @param problems the same one by one, for machines.
   */
  constructor(
    message: string,
    readonly problems: readonly FailureProblem[],
  ) {
    super(message);
  }
}
