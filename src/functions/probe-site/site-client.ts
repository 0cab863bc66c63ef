/** A site that has not answered by then does not, in milliseconds: callers would not wait longer. */
const TIMEOUT_MS = 3_000;

/** What a site has answered. */
export interface Answer {
  /** Undefined where it has not answered. */
  readonly status: number | undefined;
  /** The JSON of the answer, if it is some. */
  readonly body: unknown;
  /** The answer in words, as evidence. */
  readonly said: string;
}

/** Asks one site, as callers would: from outside, by name, over TLS. No answer is an answer too: nothing is thrown. */
export class SiteClient {
  /** @param origin for example `https://dr.payments.example.com`. */
  constructor(
    readonly origin: string,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /** Whether anything answers. */
  health(): Promise<Answer> {
    return this.ask("GET", "/health");
  }

  /** Whether the site takes writes, as it sees that itself. */
  ready(): Promise<Answer> {
    return this.ask("GET", "/ready");
  }

  /** Writes a time into the site's database. */
  writeCanary(name: string, written: string): Promise<Answer> {
    return this.ask("PUT", `/canaries/${name}`, { written });
  }

  /** Reads it again, also from a standby. */
  readCanary(name: string): Promise<Answer> {
    return this.ask("GET", `/canaries/${name}`);
  }

  private async ask(method: string, path: string, body?: object): Promise<Answer> {
    const url = this.origin + path;
    try {
      const response = await fetch(url, {
        method,
        redirect: "error",
        signal: AbortSignal.timeout(this.timeoutMs),
        headers: {
          // A connection of the last probe would hide that new callers can't get in.
          connection: "close",
          ...(body && { "content-type": "application/json" }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: parse(text), said: `${method} ${url}: ${response.status}` };
    } catch (error) {
      return { status: undefined, body: undefined, said: `${method} ${url}: ${reasonOf(error)}` };
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `fetch` hides what happened behind `fetch failed`. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message: string; cause?: { message?: string; code?: string } };
  // Where several addresses were tried in vain, there is a code only.
  return cause?.message || cause?.code || message;
}
