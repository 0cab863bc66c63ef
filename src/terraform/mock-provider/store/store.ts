import * as fs from "node:fs";
import { sameValue } from "../values/equal";
import type { ObjectValue, Value } from "../values/cty";

/** The "region" of resources that AWS has once per account, such as IAM roles. */
export const GLOBAL = "global";

/** Something that exists in the pretended account. */
export interface StoredResource {
  type: string;
  /** The region it lives in, or {@link GLOBAL}. */
  region: string;
  id: string;
  /** What Terraform reads back. */
  attributes: ObjectValue;
  /** What was written through write-only arguments, by argument: never read back by Terraform as state. */
  secrets: ObjectValue;
}

const key = (region: string, type: string, id: string): string => JSON.stringify([region, type, id]);

/** The pretended AWS account: everything that was created and not deleted. */
export class Store {
  /** By type, as most questions are about one of them; then by key. */
  private readonly resources = new Map<string, Map<string, StoredResource>>();

  get size(): number {
    return [...this.resources.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Everything that exists, by region, type and id. */
  list(type?: string): StoredResource[] {
    return this.select(type, () => true);
  }

  get(region: string, type: string, id: string): StoredResource | undefined {
    return this.resources.get(type)?.get(key(region, type, id));
  }

  put(resource: StoredResource): void {
    const { region, type, id } = resource;
    const ofType = this.resources.get(type) ?? new Map<string, StoredResource>();
    this.resources.set(type, ofType.set(key(region, type, id), resource));
  }

  delete(region: string, type: string, id: string): boolean {
    return this.resources.get(type)?.delete(key(region, type, id)) ?? false;
  }

  /**
   * Resources of a type of which one of the attributes has the value.
   * @param region only there; `undefined` for everywhere
   */
  find(type: string, attributes: readonly string[], value: Value, region?: string): StoredResource[] {
    return this.select(
      type,
      (resource) =>
        (region === undefined || resource.region === region) &&
        attributes.some((name) => sameValue(resource.attributes[name], value)),
    );
  }

  /**
   * Changes a resource from outside Terraform: drift, a failover, somebody in the console.
   * @throws Error when there is no such resource
   */
  update(region: string, type: string, id: string, changes: ObjectValue): void {
    const resource = this.get(region, type, id);
    if (!resource) throw new Error(`Nothing to change: ${region} has no ${type} "${id}"`);
    const unknown = Object.keys(changes).filter((name) => !(name in resource.attributes));
    if (unknown.length > 0) throw new Error(`${type} has no attribute ${unknown.join(", ")}`);
    this.put({ ...resource, attributes: { ...resource.attributes, ...changes } });
  }

  /** Writes everything to a JSON file, write-only values included. */
  save(file: string): void {
    fs.writeFileSync(file, `${JSON.stringify(this.list(), undefined, 2)}\n`, { mode: 0o600 });
  }

  /** Adds what {@link save} wrote. A file that doesn't exist yet adds nothing. */
  load(file: string): void {
    if (!fs.existsSync(file)) return;
    for (const resource of JSON.parse(fs.readFileSync(file, "utf8")) as StoredResource[]) this.put(resource);
  }

  /** What is wanted of a type, or of all, in order. Looks before it sorts: it is asked for each reference of each plan. */
  private select(
    type: string | undefined,
    isWanted: (resource: StoredResource) => boolean,
  ): StoredResource[] {
    const maps = type === undefined ? [...this.resources.values()] : [this.resources.get(type) ?? []];
    return maps
      .flatMap((ofType) => [...ofType])
      .filter(([, resource]) => isWanted(resource))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, resource]) => resource);
  }
}
