import { createHash } from "node:crypto";
import { isObject, type ObjectValue, type Value } from "../values/cty";
import type { DataSource } from "./model";

type Json = Record<string, unknown>;

const elements = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);
const objects = (value: Value | undefined): ObjectValue[] => elements(value).filter(isObject);

/** AWS writes a single text where a list has one element. */
function oneOrMany(value: Value | undefined): unknown {
  const list = elements(value);
  return list.length === 1 ? list[0] : [...list].sort();
}

function addList(target: Json, name: string, value: Value | undefined): void {
  if (elements(value).length > 0) target[name] = oneOrMany(value);
}

function principals(blocks: readonly ObjectValue[]): unknown {
  const everyone = blocks.some(
    (block) => block["type"] === "*" && elements(block["identifiers"]).includes("*"),
  );
  if (everyone) return "*";
  const byType: Record<string, Value[]> = {};
  for (const block of blocks) {
    const type = String(block["type"]);
    byType[type] = [...(byType[type] ?? []), ...elements(block["identifiers"])];
  }
  return Object.fromEntries(
    Object.entries(byType).map(([type, identifiers]) => [type, oneOrMany(identifiers)]),
  );
}

function conditions(blocks: readonly ObjectValue[]): Json {
  const tests: Record<string, Json> = {};
  for (const block of blocks) {
    const test = (tests[String(block["test"])] ??= {});
    test[String(block["variable"])] = oneOrMany(block["values"]);
  }
  return tests;
}

function statement(block: ObjectValue): Json {
  const result: Json = {};
  if (block["sid"]) result["Sid"] = block["sid"];
  result["Effect"] = block["effect"] ?? "Allow";
  addList(result, "Action", block["actions"]);
  addList(result, "NotAction", block["not_actions"]);
  addList(result, "Resource", block["resources"]);
  addList(result, "NotResource", block["not_resources"]);
  if (objects(block["principals"]).length > 0) result["Principal"] = principals(objects(block["principals"]));
  if (objects(block["not_principals"]).length > 0) {
    result["NotPrincipal"] = principals(objects(block["not_principals"]));
  }
  if (objects(block["condition"]).length > 0) result["Condition"] = conditions(objects(block["condition"]));
  return result;
}

function statementsOf(documents: Value | undefined): Json[] {
  return elements(documents).flatMap((text) => {
    const parsed = JSON.parse(String(text)) as { Statement?: Json | Json[] };
    return Array.isArray(parsed.Statement) ? parsed.Statement : parsed.Statement ? [parsed.Statement] : [];
  });
}

/** Later statements replace earlier ones of the same Sid. */
function overlaid(statements: readonly Json[], overrides: readonly Json[]): Json[] {
  const result = [...statements];
  for (const override of overrides) {
    const index = override["Sid"] ? result.findIndex((earlier) => earlier["Sid"] === override["Sid"]) : -1;
    if (index < 0) result.push(override);
    else result[index] = override;
  }
  return result;
}

/** Writes an IAM policy as JSON. Needs no call to AWS. */
export const policyDocument: DataSource = (config) => {
  const own = objects(config["statement"]).map(statement);
  const statements = overlaid(
    [...statementsOf(config["source_policy_documents"]), ...own],
    statementsOf(config["override_policy_documents"]),
  );
  const version = config["version"] ?? "2012-10-17";
  const document: Json = { Version: version };
  if (config["policy_id"]) document["Id"] = config["policy_id"];
  document["Statement"] = statements;
  const minified = JSON.stringify(document);
  return {
    id: String(parseInt(createHash("sha256").update(minified).digest("hex").slice(0, 8), 16)),
    version,
    json: JSON.stringify(document, undefined, 2),
    minified_json: minified,
  };
};
