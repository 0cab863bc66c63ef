/**
 * What the `standby` command ends with. When several apply, the first of failed, skipped, done wins.
 *
 * `bootstrap` uses 0, 1 and 130 in the same sense.
 */
export const EXIT = {
  /** All steps were done. */
  done: 0,
  /** The input is wrong, or a check failed. */
  failed: 1,
  /** The command line is wrong; of `drift`, `failed`. */
  usage: 2,
  /** Of `drift`: something differs. What Terraform answers to `plan -detailed-exitcode`. */
  drifted: 2,
  /** What could be done is done, but steps were skipped because a prerequisite is missing. */
  skipped: 3,
  /** Ctrl-C: what shells use for SIGINT. */
  interrupted: 130,
} as const;

/** One of the documented exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
