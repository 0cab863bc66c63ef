/** What a connection can be let go of by. */
interface Client {
  /** Finishes what runs, then closes. */
  quit(): Promise<unknown>;
}

/** What a connection is made from. */
export interface ConnectionProps<C extends Client> {
  /** Opens it, and calls back when it has ended. */
  readonly open: (onEnd: () => void) => Promise<C>;
  /** How old it may get, in milliseconds. */
  readonly renewAfterMs: number;
  /** Milliseconds of a clock that is never set. @default - the process's monotonic clock */
  readonly now?: (() => number) | undefined;
}

/** A connection that is opened when it is first needed, and replaced when it broke or got old. All requests share it. */
export class Connection<C extends Client> {
  private current: { readonly client: Promise<C>; readonly madeAt: number } | undefined;
  private readonly now: () => number;

  constructor(private readonly props: ConnectionProps<C>) {
    this.now = props.now ?? (() => performance.now());
  }

  /** Requests that need a connection at once share it. @throws what opening it throws. */
  get(): Promise<C> {
    if (this.current && this.now() - this.current.madeAt > this.props.renewAfterMs) this.drop();
    if (this.current) return this.current.client;
    const made = { client: this.props.open(() => this.forget(made)), madeAt: this.now() };
    this.current = made;
    made.client.catch(() => this.forget(made));
    return made.client;
  }

  /** Lets go of it. What still runs on it is finished first. */
  drop(): void {
    const { current } = this;
    this.current = undefined;
    current?.client.then((client) => client.quit()).catch(() => {});
  }

  private forget(made: object): void {
    if (this.current === made) this.current = undefined;
  }
}
