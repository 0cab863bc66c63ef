/** Something that a request needs can't be used now. The same request may succeed later. */
export class Unavailable extends Error {
  constructor(
    /** What the client is told: it must hold nothing that belongs in the log only. */
    readonly detail: string,
    cause: unknown,
    /** More fields of the answer. */
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${detail} ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = "Unavailable";
  }
}
