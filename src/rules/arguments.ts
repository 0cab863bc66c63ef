/** What stands at a path of arguments. A block that may be repeated stands in a list: its first one is meant. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const block: unknown = Array.isArray(value) ? value[0] : value;
  return typeof block === "object" && block !== null ? at(Reflect.get(block, name), ...rest) : undefined;
}

/** The elements of an argument, or the blocks of one kind: Terraform JSON has one object for one, a list for several. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  return value === undefined ? [] : [value];
}
