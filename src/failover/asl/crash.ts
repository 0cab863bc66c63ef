/** Thrown by a hook: the execution stops dead where it is, as `StopExecution` would leave it. */
export class Crash extends Error {
  override readonly name = "Crash";

  constructor(readonly state: string) {
    super(`stopped at ${state}`);
  }
}
