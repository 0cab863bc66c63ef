/** How a program that Standby started has ended. */
export interface CommandResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is to run. */
export interface CommandOptions {
  /** Working directory. Default: the process's own. */
  readonly directory?: string;
  /** Environment variables beside those of the process. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Ends the program, with its reason as the error. */
  readonly signal?: AbortSignal | undefined;
  /** After this many seconds the program is ended. Default: 60. */
  readonly timeoutSeconds?: number;
}

/**
 * Runs a program to its end, without a shell. An exit code other than 0 is a result, not an error.
 *
 * @throws CommandError when it can't be started or takes too long; the signal's reason when interrupted.
 */
export type RunCommand = (
  program: string,
  args: readonly string[],
  options?: CommandOptions,
) => Promise<CommandResult>;

/** A program did not start, or did not end in time. The message is for the user. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
