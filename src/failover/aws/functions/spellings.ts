import type { AttributeValue, Item } from "../dynamodb/value";
import type { Spelling } from "./sdk-client";

/** Services whose API has small first letters, where Step Functions has capitals: ECS and Step Functions itself. */
export const SMALL_LETTERS: Spelling = {
  args: (input) => rename(input, (name) => name[0]!.toUpperCase() + name.slice(1)),
  output: (answer) => rename(answer, (name) => name[0]!.toLowerCase() + name.slice(1)),
};

/** RDS writes `DBCluster` where Step Functions writes `DbCluster`. */
export const RDS_LETTERS: Spelling = {
  args: (input) => rename(input, (name) => name.replace(/^[A-Z]+(?=[A-Z][a-z])/, capitalOnly)),
  output: (answer) => rename(answer, (name) => name.replace(/^DbClusterArn$/, "DBClusterArn")),
};

/** The document client, which has values without their types. */
export const DOCUMENTS: Spelling = {
  action: (name) => `${name.toLowerCase()}Item`,
  args: (input) =>
    Object.fromEntries(
      Object.entries(input).map(([name, value]) => [name, TYPED.has(name) ? typed(value as object) : value]),
    ),
  output: (answer) => {
    const { Item: item } = answer as { readonly Item?: Item };
    return item ? { Item: untyped(item) } : {};
  },
};

/** Step Functions keeps the first capital of the first ones only: `DBClusterArn`, and not those within, as in `MultiAZ`. */
function capitalOnly(letters: string): string {
  return letters[0]! + letters.slice(1).toLowerCase();
}

const TYPED = new Set(["Item", "Key", "ExpressionAttributeValues"]);

function typed(values: object): Item {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typedValue(value)]));
}

function typedValue(value: unknown): AttributeValue {
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (typeof value === "string") return { S: value };
  throw new Error(`the model does not know values of DynamoDB such as ${JSON.stringify(value)}`);
}

function untyped(item: Item): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      "N" in value ? Number(value.N) : Object.values(value)[0],
    ]),
  );
}

function rename(value: unknown, how: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, how));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [how(name), rename(item, how)]));
}
