import type { SecretContent } from "./secret-content";

/** What a step works on: what everybody uses, and what is to follow. */
export interface Change {
  readonly current: SecretContent;
  readonly pending: SecretContent;
}

/** A way to change a password in the database. */
export interface Strategy {
  /** What is to follow, with a new password. */
  next(current: SecretContent, password: string): SecretContent;
  /** Makes the database take what is pending. May be repeated. */
  set(change: Change): Promise<void>;
  /** Proves that the database takes it. */
  test(pending: SecretContent): Promise<void>;
}
