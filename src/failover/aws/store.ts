/** What Terraform reads back of a resource, by the provider's names. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A resource that exists. */
export interface StoredValue {
  readonly type: string;
  /** The region it lives in; `global` for services without one. */
  readonly region: string;
  readonly id: string;
  readonly attributes: Attributes;
}

/** The resources of both stacks as they are now, in all regions. */
export interface ResourceStore {
  /**
   * Resources of a type, in a stable order.
   *
   * @param region only there. @default - everywhere
   */
  find(type: string, region?: string): readonly StoredValue[];
  /**
   * Changes what Terraform will read back of a resource.
   *
   * @throws Error where there is no such resource.
   */
  write(resource: Pick<StoredValue, "type" | "region" | "id">, changes: Attributes): void;
  /**
   * Adds another resource like one that exists, which Terraform knows nothing of.
   *
   * @throws Error where there is no such resource.
   */
  add(like: Pick<StoredValue, "type" | "region" | "id">, id: string, changes: Attributes): void;
  /**
   * Takes a resource away, which Terraform has made.
   *
   * @throws Error where there is no such resource.
   */
  remove(resource: Pick<StoredValue, "type" | "region" | "id">): void;
  /**
   * Makes a resource that was taken away exist again, perhaps with other attributes.
   *
   * @throws Error where it exists.
   */
  restore(resource: StoredValue): void;
}

/**
 * A nested block as one object: some stores write a block that comes at most once as a list of one.
 *
 * @returns undefined where it is missing.
 */
export function blockOf(attributes: Attributes, name: string): Attributes | undefined {
  const value = attributes[name];
  const block: unknown = Array.isArray(value) ? value[0] : value;
  return typeof block === "object" && block !== null ? (block as Attributes) : undefined;
}
