import { randomBytes } from "node:crypto";

/** 256 bits: nobody guesses one. */
const RANDOM_BYTES = 32;

/** Whose key it is to be. */
export interface KeyHolder {
  readonly system: string;
  readonly suffix: string;
  readonly client: string;
}

/**
 * A new key, `<system>-<suffix>_<client>_<43 characters>`: whoever finds it somewhere, a secret scanner or a person, sees
 * what has leaked. None of the names holds an underscore.
 */
export function newKey({ system, suffix, client }: KeyHolder): string {
  return `${system}-${suffix}_${client}_${randomBytes(RANDOM_BYTES).toString("base64url")}`;
}
