import { Unavailable } from "../unavailable";

/** The cache can't be reached, or refuses. What is not a session goes on without it. */
export class CacheUnavailable extends Unavailable {
  constructor(cause: unknown) {
    super("Sessions can't be kept or looked up now. Repeat the same request.", cause);
    this.name = "CacheUnavailable";
  }
}
