import type { Attributes, ResourceStore, StoredValue } from "./store";

/** Resources in memory. */
export class MemoryStore implements ResourceStore {
  readonly #byType = new Map<string, StoredValue[]>();

  constructor(resources: Iterable<StoredValue>) {
    for (const resource of resources) {
      const ofType = this.#byType.get(resource.type);
      if (ofType) ofType.push(resource);
      else this.#byType.set(resource.type, [resource]);
    }
  }

  find(type: string, region?: string): readonly StoredValue[] {
    const ofType = this.#byType.get(type) ?? [];
    return region === undefined ? ofType : ofType.filter((resource) => resource.region === region);
  }

  write({ type, region, id }: Pick<StoredValue, "type" | "region" | "id">, changes: Attributes): void {
    const ofType = this.#byType.get(type) ?? [];
    const index = ofType.findIndex((resource) => resource.id === id && resource.region === region);
    const resource = ofType[index];
    if (!resource) throw new Error(`${region} has no ${type} "${id}"`);
    ofType[index] = { ...resource, attributes: { ...resource.attributes, ...changes } };
  }

  add(
    { type, region, id: likeId }: Pick<StoredValue, "type" | "region" | "id">,
    id: string,
    changes: Attributes,
  ): void {
    const like = this.find(type, region).find((resource) => resource.id === likeId);
    if (!like) throw new Error(`${region} has no ${type} "${likeId}"`);
    this.#byType.get(type)?.push({ ...like, id, attributes: { ...like.attributes, ...changes } });
  }

  remove({ type, region, id }: Pick<StoredValue, "type" | "region" | "id">): void {
    const ofType = this.#byType.get(type) ?? [];
    const index = ofType.findIndex((resource) => resource.id === id && resource.region === region);
    if (index === -1) throw new Error(`${region} has no ${type} "${id}"`);
    ofType.splice(index, 1);
  }

  restore(resource: StoredValue): void {
    const { type, region, id } = resource;
    if (this.find(type, region).some((other) => other.id === id)) {
      throw new Error(`${region} has a ${type} "${id}" already`);
    }
    this.#byType.set(type, [...(this.#byType.get(type) ?? []), resource]);
  }

  /** Everything, by type in the order in which it came. */
  all(): StoredValue[] {
    return [...this.#byType.values()].flat();
  }

  /** Another store with the same in it, for the next of many runs. */
  copy(): MemoryStore {
    const copy = new MemoryStore([]);
    // What is written replaces the resource, so the resources themselves may be shared.
    for (const [type, ofType] of this.#byType) copy.#byType.set(type, [...ofType]);
    return copy;
  }
}
