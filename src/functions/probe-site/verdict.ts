import { Resolver } from "node:dns/promises";

/** In milliseconds. Who asks, asks again. */
const RESOLVER = { timeout: 1_000, tries: 1 };

/** Resolves the texts of a name. */
export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[]>;

/** Asks the resolver of the function's region. */
export function makeResolveTxt(): ResolveTxt {
  const resolver = new Resolver(RESOLVER);
  return (name) => resolver.resolveTxt(name);
}

/**
 * What Route 53's checkers around the world make of the other site. They tell by DNS: that works while Route 53's API and
 * CloudWatch's metrics of health checks, both in us-east-1, do not.
 */
export class Verdict {
  constructor(
    private readonly name: string,
    private readonly resolveTxt: ResolveTxt,
  ) {}

  /** Their word, `healthy` or `unhealthy`, or why there is none. */
  async read(): Promise<string> {
    try {
      const [record] = await this.resolveTxt(this.name);
      return record?.join("") ?? "no verdict";
    } catch (error) {
      return `no verdict: ${(error as Error).message}`;
    }
  }
}
