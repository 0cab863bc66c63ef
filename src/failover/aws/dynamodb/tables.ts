import type { StoredValue } from "../store";
import { after, type Surroundings } from "../surroundings";
import type { Item } from "./value";

/** An item with the time of the write that it comes from; without a value it was deleted. */
interface Version {
  readonly item: Item | undefined;
  readonly at: number;
}

/**
 * The tables of DynamoDB and what is in them, region by region. A write reaches the other regions of a global table after a
 * while, once both ends answer; of two writes the last one wins (DynamoDB developer guide, global tables, read 2026-11).
 *
 * An item that a stack has made is what Terraform reads back as `item` of `aws_dynamodb_table_item` (provider,
 * internal/service/dynamodb/table_item.go, read 2026-11); it is written there too.
 */
export class Tables {
  /** By region, table and key. */
  readonly #versions = new Map<string, Version>();

  constructor(private readonly world: Surroundings) {
    for (const resource of world.store.find("aws_dynamodb_table_item")) {
      const item = itemOf(resource);
      const table = String(resource.attributes["table_name"]);
      const version = { item, at: Number.NEGATIVE_INFINITY };
      for (const region of this.regionsOf(table)) {
        this.#versions.set(placeOf(region, table, keyOf(resource, item)), version);
      }
    }
  }

  /** Whether the table is in the region. */
  has(region: string, table: string): boolean {
    return this.regionsOf(table).includes(region);
  }

  /** What the region knows; undefined where it knows no such item. */
  get(region: string, table: string, key: string): Item | undefined {
    return this.#versions.get(placeOf(region, table, key))?.item;
  }

  /** Writes an item in a region, or deletes it, and lets the other regions know. */
  put(region: string, table: string, key: string, item: Item | undefined): void {
    const version = { item, at: this.world.clock.now };
    this.set(region, table, key, version);
    for (const other of this.regionsOf(table).filter((each) => each !== region)) {
      after(this.world, this.world.duration("globalTableLag"), region, () => {
        after(this.world, 0, other, () => {
          const known = this.#versions.get(placeOf(other, table, key));
          if (!known || known.at <= version.at) this.set(other, table, key, version);
        });
      });
    }
  }

  private set(region: string, table: string, key: string, version: Version): void {
    this.#versions.set(placeOf(region, table, key), version);
    this.world.tell({ type: "item written", region, table, key });
    const resource = this.world.store
      .find("aws_dynamodb_table_item", region)
      .find((each) => each.attributes["table_name"] === table && keyOf(each, itemOf(each)) === key);
    if (resource && version.item) this.world.store.write(resource, { item: JSON.stringify(version.item) });
  }

  private regionsOf(name: string): string[] {
    const tables = this.world.store
      .find("aws_dynamodb_table")
      .filter(({ attributes }) => attributes["name"] === name);
    return tables.flatMap(({ region, attributes }) => {
      const replicas = (attributes["replica"] ?? []) as readonly { readonly region_name: string }[];
      return [region, ...replicas.map(({ region_name }) => region_name)];
    });
  }
}

function placeOf(region: string, table: string, key: string): string {
  return `${region} ${table} ${key}`;
}

function itemOf({ attributes }: StoredValue): Item {
  return JSON.parse(String(attributes["item"])) as Item;
}

function keyOf({ attributes }: StoredValue, item: Item): string {
  const value = item[String(attributes["hash_key"])];
  return value && "S" in value ? value.S : "";
}
