import type { PerSite, Site } from "../../config/site";
import type { MemoryStore } from "../aws/memory-store";
import type { StoredValue } from "../aws/store";

/** The role record: both stacks ignore it, and it holds times. Its sites are compared by another invariant. */
const NOT_COMPARED = new Set(["aws_dynamodb_table_item"]);

/** What AWS counts by itself, and no configuration says. */
const COUNTED = new Set(["version"]);

/** How the resources read back when nothing is left to do, by the active site. */
export class Reference {
  readonly #expected: PerSite<ReadonlyMap<string, StoredValue>>;

  /** @param start what every run begins with. */
  constructor(stores: PerSite<MemoryStore>, start: MemoryStore) {
    const untouched = byKey(start);
    this.#expected = {
      primary: shared(byKey(stores.primary), untouched),
      dr: shared(byKey(stores.dr), untouched),
    };
  }

  /** What differs in a store, each in words. */
  differences(activeSite: Site, store: MemoryStore): string[] {
    const all = store.all();
    const found = all.length < this.#expected[activeSite].size ? new Set(all.map(keyOf)) : undefined;
    const missing = found ? [...this.#expected[activeSite].keys()].filter((key) => !found.has(key)) : [];
    return [...missing.map((key) => `${key} is missing`), ...this.changes(activeSite, all)];
  }

  private changes(activeSite: Site, all: readonly StoredValue[]): string[] {
    return all.flatMap((resource) => {
      const expected = this.#expected[activeSite].get(keyOf(resource));
      // Most resources are never touched.
      if (expected === resource || NOT_COMPARED.has(resource.type)) return [];
      return differencesOf(resource, expected);
    });
  }
}

function differencesOf(
  { type, region, id, attributes }: StoredValue,
  expected: StoredValue | undefined,
): string[] {
  const names = new Set([...Object.keys(attributes), ...Object.keys(expected?.attributes ?? {})]);
  return [...names].flatMap((name) => {
    const [is, should] = [attributes[name], expected?.attributes[name]].map((value) =>
      JSON.stringify(unwrapped(value)),
    );
    return is === should || COUNTED.has(name)
      ? []
      : [`${type} ${id} in ${region}: ${name} is ${is}, and should be ${should}`];
  });
}

/** A block is the same alone and as a list of one, and one that sets nothing is the same as none. */
function unwrapped(value: unknown): unknown {
  const block: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof block !== "object" || block === null || Array.isArray(block)) return block;
  return Object.values(block).every((setting) => setting === false) ? undefined : block;
}

function byKey(store: MemoryStore): Map<string, StoredValue> {
  return new Map(store.all().map((resource) => [keyOf(resource), resource]));
}

/** The same, with the very objects that runs begin with wherever they are equal: those are told apart at once. */
function shared(
  expected: ReadonlyMap<string, StoredValue>,
  untouched: ReadonlyMap<string, StoredValue>,
): ReadonlyMap<string, StoredValue> {
  const same = (key: string, resource: StoredValue) => {
    const start = untouched.get(key);
    return start && differencesOf(start, resource).length === 0 ? start : resource;
  };
  return new Map([...expected].map(([key, resource]) => [key, same(key, resource)]));
}

function keyOf({ type, region, id }: StoredValue): string {
  return `${region} ${type} ${id}`;
}
