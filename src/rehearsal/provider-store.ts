import type { Attributes, ResourceStore, StoredValue } from "../failover/aws/store";
import type { Store } from "../terraform/mock-provider";

/** What exists behind the mock provider, to be changed as AWS does it: the provider reads it back. */
export class ProviderStore implements ResourceStore {
  constructor(private readonly store: Store) {}

  find(type: string, region?: string): readonly StoredValue[] {
    const ofType = this.store.list(type);
    return region === undefined ? ofType : ofType.filter((resource) => resource.region === region);
  }

  write({ type, region, id }: Pick<StoredValue, "type" | "region" | "id">, changes: Attributes): void {
    this.store.update(region, type, id, changes as Parameters<Store["update"]>[3]);
  }
}
