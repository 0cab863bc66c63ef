/**
 * Says that work is given up, and why. The same as `AbortController`, which costs as much in Node as the rest of a task here,
 * and of which one is made only if somebody asks for a signal.
 */
export class Cancellation {
  readonly #callbacks = new Set<() => void>();
  #controller: AbortController | undefined;
  #given: { readonly reason: unknown } | undefined;

  /** Only the first reason counts. */
  cancel(reason: unknown): void {
    if (this.#given !== undefined) return;
    this.#given = { reason };
    for (const callback of this.#callbacks) callback();
    this.#callbacks.clear();
    this.#controller?.abort(reason);
  }

  /** Undefined as long as nothing is given up. */
  get reason(): unknown {
    return this.#given?.reason;
  }

  /** @throws The reason, if there is one. */
  throwIfCancelled(): void {
    if (this.#given !== undefined) throw this.#given.reason;
  }

  /** Calls back when the work is given up, at once if it is already. Answers what takes the callback back. */
  onCancel(callback: () => void): () => void {
    if (this.#given !== undefined) callback();
    else this.#callbacks.add(callback);
    return () => {
      this.#callbacks.delete(callback);
    };
  }

  /** The same for others. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#given !== undefined) this.#controller.abort(this.#given.reason);
    }
    return this.#controller.signal;
  }
}
