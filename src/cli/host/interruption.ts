/** The reason that a signal has after Ctrl-C. */
class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/**
 * Does work that Ctrl-C can end: the first one aborts the signal and leaves the work time to end its children,
 * a second one ends the process at once.
 *
 * @returns the work's value, or `interrupted`.
 * @throws what the work throws for other reasons.
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly interrupted: false; readonly value: T } | { readonly interrupted: true }> {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new Interrupted());
  process.once("SIGINT", interrupt);
  try {
    return { interrupted: false, value: await work(controller.signal) };
  } catch (error) {
    if (error instanceof Interrupted) return { interrupted: true };
    throw error;
  } finally {
    process.off("SIGINT", interrupt);
  }
}
