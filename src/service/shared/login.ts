import type { Log } from "./logging";

/** A user of the database, as its secret names it. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Reads user and password by the staging label that Secrets Manager gives them. */
export type ReadCredentials = (stage: "AWSCURRENT" | "AWSPREVIOUS") => Promise<Credentials>;

/**
 * The user and password of the moment: read when first needed, and again when the database refuses them.
 *
 * Where the current ones are refused too, those before them are taken: right after a failover the copy of the secret can be
 * ahead of the copy of the database, and the other one of the two users has kept its password.
 */
export class Login {
  private known: Credentials | undefined;
  private reading: Promise<Credentials> | undefined;

  constructor(
    private readonly read: ReadCredentials,
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
    const warn = (err: unknown) => this.log.warn({ err }, "the secret can't be read");
    if (this.known === refused) await this.renew().catch(warn);
    if (this.known === refused) await this.goBack(refused).catch(warn);
    return this.known !== refused;
  }

  private async goBack(refused: Credentials): Promise<void> {
    const previous = await this.read("AWSPREVIOUS");
    if (previous.username === refused.username && previous.password === refused.password) return;
    this.log.warn(
      { username: previous.username },
      "the current password is refused: trying the one before it",
    );
    this.known = previous;
  }

  /** Many requests that need it at once share one reading. */
  private renew(): Promise<Credentials> {
    this.reading ??= this.read("AWSCURRENT")
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
