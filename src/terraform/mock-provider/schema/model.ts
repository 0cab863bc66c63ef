/** A Terraform type constraint in the notation of the plugin protocol (`"string"`, `["list", "string"]`, ...). */
export type CtyType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", CtyType]
  | readonly ["object", Readonly<Record<string, CtyType>>];

/** One argument or exported value of a block. An attribute with neither `required` nor `optional` can't be configured. */
export interface Attribute {
  type: CtyType;
  required?: boolean;
  optional?: boolean;
  /** AWS decides the value when the configuration leaves it out. */
  computed?: boolean;
  sensitive?: boolean;
  /** The value reaches the provider but never a plan or a state. */
  writeOnly?: boolean;
}

/** A block type inside a block. */
export interface NestedBlock {
  nesting: "single" | "list" | "set";
  /** Fewest blocks of this type; 0 when it may be left out. */
  min: number;
  /** Most blocks of this type; 0 for no limit. */
  max: number;
  block: Block;
}

/** The body of a resource, data source, ephemeral resource or provider. */
export interface Block {
  attributes: Record<string, Attribute>;
  blocks: Record<string, NestedBlock>;
}

/** What a schema describes: they live in separate name spaces, `aws_ssm_parameter` is both a resource and a data source. */
export type SchemaKind = "resource" | "data" | "provider";

/** The object type that a block's value has: attributes and nested blocks alike. */
export function objectType(block: Block): CtyType {
  const fields: Record<string, CtyType> = {};
  for (const [name, attribute] of Object.entries(block.attributes)) fields[name] = attribute.type;
  for (const [name, nested] of Object.entries(block.blocks)) {
    const inner = objectType(nested.block);
    fields[name] = nested.nesting === "single" ? inner : [nested.nesting, inner];
  }
  return ["object", fields];
}
