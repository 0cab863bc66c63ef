/** A pattern of EventBridge, as the rule has it. */
export type Pattern = { readonly [key: string]: Pattern | readonly Matcher[] };

type Matcher = string | number | boolean | null | { readonly exists: boolean };

/**
 * Whether EventBridge would hand an event to a rule. Knows what the rules of this project use: equal values, one of several,
 * nested fields, arrays of values, and `exists`.
 *
 * Source: EventBridge User Guide, "Creating Amazon EventBridge event patterns", read 2026-11.
 *
 * @throws Error for an operator that it does not know: a guess would be worse than nothing.
 */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    const value = (event as Readonly<Record<string, unknown>> | undefined)?.[key];
    return isMatchers(wanted)
      ? wanted.some((matcher) => matches(matcher, value))
      : typeof value === "object" && value !== null && matchesPattern(wanted, value);
  });
}

function isMatchers(wanted: Pattern | readonly Matcher[]): wanted is readonly Matcher[] {
  return Array.isArray(wanted);
}

function matches(matcher: Matcher, value: unknown): boolean {
  if (typeof matcher !== "object" || matcher === null) {
    return Array.isArray(value) ? value.includes(matcher) : value === matcher;
  }
  const [operator, ...others] = Object.keys(matcher);
  if (operator !== "exists" || others.length > 0)
    throw new Error(`unknown operator in ${JSON.stringify(matcher)}`);
  return matcher.exists === (value !== undefined);
}
