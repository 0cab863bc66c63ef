import { EPHEMERAL_SCHEMAS } from "./ephemeral/schemas";
import { completeSchema } from "./facts/complete";
import { factsOf } from "./facts/table";
import type { TypeFacts } from "./facts/model";
import { objectType, type Block, type CtyType } from "./schema/model";
import { keptSchema } from "./schema/kept-schema";

/** The types that a provider serves. */
export interface ServedTypes {
  resources: readonly string[];
  dataSources: readonly string[];
  ephemeral: readonly string[];
  /** How deep statements of web ACLs stand inside of statements: 1 to 3, as the provider describes them; default 3. */
  statementLevels?: number;
}

/** The schema of a type, and the type of its values. */
export interface TypeModel {
  type: string;
  block: Block;
  valueType: CtyType;
}

/** A resource type with everything that is known of it. */
export interface ResourceModel extends TypeModel {
  facts: TypeFacts;
  /** AWS has the resource once per account, not per region (IAM, Route 53, CloudFront). */
  global: boolean;
}

function model(type: string, block: Block): TypeModel {
  return { type, block, valueType: objectType(block) };
}

/** Reads one resource type from the bindings and completes it with its facts. */
export function resourceModel(type: string, statementLevels?: number): ResourceModel {
  const block = keptSchema("resource", type);
  const facts = factsOf(type);
  completeSchema(block, type, facts, statementLevels);
  // Version 6 of the provider gives every regional resource a `region` argument.
  return { ...model(type, block), facts, global: !("region" in block.attributes) };
}

function dataSourceModel(type: string): TypeModel {
  const block = keptSchema("data", type);
  completeSchema(block, type, {});
  return model(type, block);
}

function ephemeralModel(type: string): TypeModel {
  const block = EPHEMERAL_SCHEMAS[type];
  if (!block) throw new Error(`The mock AWS provider has no ephemeral resource type "${type}"`);
  return model(type, block);
}

/** Everything that one provider serves. */
export class Catalog {
  readonly provider: TypeModel = model("aws", keptSchema("provider", "aws"));
  private readonly resources: ReadonlyMap<string, ResourceModel>;
  private readonly dataSources: ReadonlyMap<string, TypeModel>;
  private readonly ephemerals: ReadonlyMap<string, TypeModel>;

  /** @throws UnknownTypeError when the bindings lack one of the types */
  constructor(types: ServedTypes) {
    this.resources = new Map(
      types.resources.map((type) => [type, resourceModel(type, types.statementLevels)]),
    );
    this.dataSources = new Map(types.dataSources.map((type) => [type, dataSourceModel(type)]));
    this.ephemerals = new Map(types.ephemeral.map((type) => [type, ephemeralModel(type)]));
  }

  resource(type: string): ResourceModel {
    return found(this.resources, type, "resource");
  }
  dataSource(type: string): TypeModel {
    return found(this.dataSources, type, "data source");
  }
  ephemeral(type: string): TypeModel {
    return found(this.ephemerals, type, "ephemeral resource");
  }

  get all(): { resources: ResourceModel[]; dataSources: TypeModel[]; ephemerals: TypeModel[] } {
    return {
      resources: [...this.resources.values()],
      dataSources: [...this.dataSources.values()],
      ephemerals: [...this.ephemerals.values()],
    };
  }
}

function found<T>(models: ReadonlyMap<string, T>, type: string, kind: string): T {
  const served = models.get(type);
  if (!served) throw new Error(`This mock provider does not serve the ${kind} type "${type}"`);
  return served;
}
