import { satisfies, valid } from "semver";

/** A program that Standby needs, and whether it can be used. */
export type ToolCheck =
  | { readonly usable: true; readonly name: string; readonly version: string }
  | {
      readonly usable: false;
      readonly name: string;
      /** What is wrong, in one sentence. */
      readonly reason: string;
      /** Ways to mend it, the simplest first. */
      readonly advice: readonly string[];
    };

/** Compares a found version with the wanted range. */
export function checkVersion(
  name: string,
  version: string,
  range: string,
  advice: readonly string[],
): ToolCheck {
  if (!valid(version)) {
    return { usable: false, name, reason: `${name} says its version is "${version}".`, advice };
  }
  // A beta of a newer release counts as newer.
  if (satisfies(version, range, { includePrerelease: true })) return { usable: true, name, version };
  const wanted = range.replace(/^>=\s*/, "");
  return {
    usable: false,
    name,
    reason: `${name} ${version} is too old: ${wanted} or newer is needed.`,
    advice,
  };
}
