import type { Log } from "./logging";

/** A user of the database, as its secret names it. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The user and password of the moment: read when first needed, and again when the database refuses them. */
export class Login {
  private known: Credentials | undefined;
  private reading: Promise<Credentials> | undefined;

  constructor(
    private readonly read: () => Promise<Credentials>,
    private readonly log: Log,
  ) {}

  /** What was read last; undefined before the first reading. */
  get current(): Credentials | undefined {
    return this.known;
  }

  async get(): Promise<Credentials> {
    return this.known ?? (await this.renew());
  }

  /** Whether there are others than those that were refused. Reads the secret again where nobody else has done so. */
  async isReplaced(refused: Credentials): Promise<boolean> {
    if (this.known === refused) {
      await this.renew().catch((err: unknown) => this.log.warn({ err }, "the secret can't be read"));
    }
    return this.known !== refused;
  }

  /** Many requests that need it at once share one reading. */
  private renew(): Promise<Credentials> {
    this.reading ??= this.read()
      .then((read) => {
        this.log.info({ username: read.username }, "read the secret of the database");
        const { known } = this;
        if (known?.username === read.username && known.password === read.password) return known;
        return (this.known = read);
      })
      .finally(() => (this.reading = undefined));
    return this.reading;
  }
}
