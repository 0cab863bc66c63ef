/** One thing that is wrong with an environment, said so that it can be mended without looking anything up. */
export interface Problem {
  /** Where the value stands, for example `systems.payments.regions.dr`. */
  readonly path: string;
  /** The value as it was given; undefined where it is missing. */
  readonly value: unknown;
  /** What is wrong, and what is allowed. */
  readonly message: string;
  /** The file, environment variable or context key that the value came from. */
  readonly source: string;
}

/** Every problem of an environment at once. Thrown before anything is synthesized. */
export class EnvironmentError extends Error {
  constructor(
    readonly environment: string,
    readonly problems: readonly Problem[],
  ) {
    super(report(environment, problems));
    this.name = "EnvironmentError";
  }
}

function report(environment: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map(({ path, value, message, source }) => {
    const given = value === undefined ? "missing" : JSON.stringify(value);
    return `  ${path ? `${path}: ${given}` : source}\n    ${message}\n    from ${source}`;
  });
  return [`Environment "${environment}" has ${count}. Nothing was synthesized.`, ...lines].join("\n\n");
}
