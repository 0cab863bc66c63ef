import type { Attributes, ResourceStore, StoredValue } from "../failover/aws/store";
import type { Store, StoredResource } from "../terraform/mock-provider";
import type { ObjectValue } from "../terraform/mock-provider/values/cty";

/** What exists behind the mock provider, to be changed as AWS does it: the provider reads it back. */
export class ProviderStore implements ResourceStore {
  constructor(private readonly store: Store) {}

  find(type: string, region?: string): readonly StoredValue[] {
    const ofType = this.store.list(type);
    return region === undefined ? ofType : ofType.filter((resource) => resource.region === region);
  }

  write({ type, region, id }: Pick<StoredValue, "type" | "region" | "id">, changes: Attributes): void {
    this.store.update(region, type, id, changes as ObjectValue);
  }

  add(
    { type, region, id: likeId }: Pick<StoredValue, "type" | "region" | "id">,
    id: string,
    changes: Attributes,
  ): void {
    const like = this.store.get(region, type, likeId);
    if (!like) throw new Error(`${region} has no ${type} "${likeId}"`);
    this.store.put({ ...like, id, attributes: { ...like.attributes, ...(changes as ObjectValue) } });
  }

  remove({ type, region, id }: Pick<StoredValue, "type" | "region" | "id">): void {
    if (!this.store.delete(region, type, id)) throw new Error(`${region} has no ${type} "${id}"`);
  }

  restore(resource: StoredValue): void {
    const { type, region, id } = resource;
    if (this.store.get(region, type, id)) throw new Error(`${region} has a ${type} "${id}" already`);
    // What was found in the store has its secrets with it.
    const { secrets = {} } = resource as Partial<StoredResource>;
    this.store.put({ ...resource, attributes: resource.attributes as ObjectValue, secrets });
  }
}
