import { readDeclarations, type Declarations, type DeclaredProperty } from "./declarations";
import { readImplementation, type ClassFacts, type HclEntry, type Implementation } from "./implementation";
import { bindingFiles } from "./location";
import {
  objectType,
  type Attribute,
  type Block,
  type CtyType,
  type NestedBlock,
  type SchemaKind,
} from "./model";
import { valueType, type ValueType } from "./value-type";

const MAIN_BASES = new Set(["TerraformResource", "TerraformDataSource", "TerraformProvider"]);

const GETTER_TYPES: Record<string, CtyType> = {
  getStringAttribute: "string",
  getNumberAttribute: "number",
  getBooleanAttribute: "bool",
  getListAttribute: ["list", "string"],
  getNumberListAttribute: ["list", "number"],
  getStringMapAttribute: ["map", "string"],
  getNumberMapAttribute: ["map", "number"],
  getBooleanMapAttribute: ["map", "bool"],
  interpolationForAttribute: "dynamic",
};

const MAP_CLASSES: Record<string, CtyType> = {
  StringMap: ["map", "string"],
  NumberMap: ["map", "number"],
  BooleanMap: ["map", "bool"],
  AnyMap: ["map", "dynamic"],
  StringMapList: ["list", ["map", "string"]],
};

/** Reads the schema of one type out of what its bindings declare and do. */
class SchemaReader {
  constructor(
    private readonly label: string,
    private readonly declarations: Declarations,
    private readonly implementation: Implementation,
  ) {}

  readMain(): Block {
    for (const facts of this.implementation.classes.values()) {
      if (!MAIN_BASES.has(facts.base)) continue;
      const declared = this.declarations.interfaces.get(this.declarations.configInterface ?? "") ?? new Map();
      return this.readBlock(facts.entries, declared, facts, this.label);
    }
    throw new Error(`${this.label}: the bindings have no main class`);
  }

  private readBlock(
    entries: readonly HclEntry[],
    declared: ReadonlyMap<string, DeclaredProperty>,
    facts: ClassFacts | undefined,
    where: string,
  ): Block {
    const block: Block = { attributes: {}, blocks: {} };
    for (const entry of entries) {
      const at = `${where}.${entry.name}`;
      const property = declared.get(entry.name);
      if (!property) throw new Error(`${at}: configurable, but the declarations don't know it`);
      const computed = facts?.computed.has(entry.name) ?? false;
      this.addConfigurable(block, entry, property, computed, at);
    }
    if (facts) this.addExported(block, facts, where);
    return block;
  }

  private addConfigurable(
    block: Block,
    entry: HclEntry,
    property: DeclaredProperty,
    computed: boolean,
    at: string,
  ): void {
    const type = valueType(entry.value, entry.shape, at);
    if (type.kind === "structure" && (type.block || property.block)) {
      block.blocks[entry.name] = this.nestedBlock(type, property, at);
      return;
    }
    const attribute: Attribute = {
      type: type.kind === "plain" ? type.type : this.structureType(type, at),
    };
    if (property.required) attribute.required = true;
    else attribute.optional = true;
    if (computed && !property.required) attribute.computed = true;
    block.attributes[entry.name] = attribute;
  }

  private readStructure(mapper: string, at: string): Block {
    const entries = this.implementation.mappers.get(mapper);
    const name = this.declarations.mappedInterface.get(mapper);
    if (!entries || !name) throw new Error(`${at}: the bindings don't define ${mapper}`);
    const declared = this.declarations.interfaces.get(name) ?? new Map();
    return this.readBlock(entries, declared, this.implementation.classes.get(`${name}OutputReference`), at);
  }

  private nestedBlock(
    type: Extract<ValueType, { kind: "structure" }>,
    property: DeclaredProperty,
    at: string,
  ): NestedBlock {
    const block = this.readStructure(type.mapper, at);
    if (type.collection === "one" || type.collection === "map") {
      return { nesting: "single", min: 0, max: 0, block };
    }
    return { nesting: type.collection, min: property.required ? 1 : 0, max: type.single ? 1 : 0, block };
  }

  private structureType(type: Extract<ValueType, { kind: "structure" }>, at: string): CtyType {
    const object = objectType(this.readStructure(type.mapper, at));
    return type.collection === "one" ? object : [type.collection, object];
  }

  /** Adds what can be read but not configured. */
  private addExported(block: Block, facts: ClassFacts, where: string): void {
    const known = (name: string): boolean => name in block.attributes || name in block.blocks;
    for (const [name, getter] of facts.getters) {
      if (known(name)) continue;
      const type = GETTER_TYPES[getter.method];
      if (!type) throw new Error(`${where}.${name}: no type for ${getter.method}`);
      const listed = Array.isArray(type) && type[0] === "list" && getter.set;
      block.attributes[name] = { type: listed ? ["set", type[1] as CtyType] : type, computed: true };
    }
    for (const [name, child] of facts.children) {
      if (known(name)) continue;
      const type =
        MAP_CLASSES[child.className] ?? this.exportedStructure(child.className, child.set, where, name);
      block.attributes[name] = { type, computed: true };
    }
  }

  private exportedStructure(className: string, set: boolean, where: string, name: string): CtyType {
    const match = /^(\w+?)(List|Map|OutputReference)$/.exec(className);
    const facts = this.implementation.classes.get(`${match?.[1]}OutputReference`);
    if (!match || !facts) throw new Error(`${where}.${name}: the bindings don't define ${className}`);
    const object = objectType(this.readBlock([], new Map(), facts, `${where}.${name}`));
    if (match[2] === "OutputReference") return object;
    return [match[2] === "Map" ? "map" : set ? "set" : "list", object];
  }
}

/**
 * Reads the schema of one type from the pinned bindings: what can be configured, what is exported, nested blocks.
 * What bindings can't tell (optional and computed, sensitive, replaced when changed) is added from `facts/`.
 * @throws UnknownTypeError when the bindings have no such type
 */
export function readSchema(kind: SchemaKind, type: string): Block {
  const declarations = readDeclarations(bindingFiles(kind, type, ".d.ts"));
  const implementation = readImplementation(bindingFiles(kind, type, ".js"));
  const block = new SchemaReader(type, declarations, implementation).readMain();
  // The bindings' provider class has the alias as an attribute; in Terraform it is a meta-argument.
  if (kind === "provider") delete block.attributes["alias"];
  return block;
}
