import {
  addressedBlocks,
  type AddressedBlock,
  type TerraformConfiguration,
} from "../terraform/configuration";
import { readExpression } from "./expression";

/** A statement of a policy, as far as it is looked at. Lists are lists, also where the policy has a single text. */
export interface FoundStatement {
  /** The Sid, or the statement's number where it has none. */
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly string[];
  readonly notPrincipals: readonly string[];
}

/** A policy of a resource. */
export interface FoundPolicy {
  readonly resource: AddressedBlock;
  /** Where it stands in the resource, for example `policy`. */
  readonly argument: string;
  /** Undefined where the JSON does not tell: only Terraform will know what the policy says. */
  readonly statements: readonly FoundStatement[] | undefined;
}

/** Arguments that hold a policy and nothing else: a text in them that can't be read must not pass. */
const POLICY_ARGUMENTS = new Set(["assume_role_policy", "policy", "policy_document", "resource_policy"]);

/** The data source whose blocks are the policy, and a text that is nothing but its result. */
const DOCUMENT_DATA_SOURCE = "aws_iam_policy_document";
const DOCUMENT_REFERENCE = /^\$\{data\.aws_iam_policy_document\.[\w-]+\.(minified_)?json\}$/;

const ENCODED = /^\$\{jsonencode\(([^]*)\)\}$/;

/** Every policy document in a configuration, whatever made it and wherever it stands. */
export function policiesIn(configuration: TerraformConfiguration): FoundPolicy[] {
  return addressedBlocks(configuration).flatMap((resource) => {
    if (resource.type === DOCUMENT_DATA_SOURCE) {
      const statements = listOf(resource.block.statement).map(fromBlock);
      return [{ resource, argument: "statement", statements }];
    }
    return textsIn(resource.block, []).flatMap(({ path, text }) => {
      const found = read(text, path.at(-1) ?? "");
      return found ? [{ resource, argument: path.join("."), ...found }] : [];
    });
  });
}

function read(text: string, argument: string): Pick<FoundPolicy, "statements"> | undefined {
  const document = parse(text);
  if (document === undefined) {
    const isPolicy = POLICY_ARGUMENTS.has(argument) && !DOCUMENT_REFERENCE.test(text);
    return isPolicy || /"Statement"\s*[:=]/.test(text) ? { statements: undefined } : undefined;
  }
  if (!isRecord(document) || !("Statement" in document)) return undefined;
  const statements = listOf(document.Statement);
  // A reference in place of a statement hides it.
  return { statements: statements.every(isRecord) ? statements.map(fromJson) : undefined };
}

function parse(text: string): unknown {
  const [, expression] = ENCODED.exec(text) ?? [];
  try {
    return expression === undefined ? (JSON.parse(text) as unknown) : readExpression(expression);
  } catch {
    return undefined;
  }
}

function fromJson(statement: unknown, index: number): FoundStatement {
  const given = statement as Readonly<Record<string, unknown>>;
  return {
    sid: textOf(given.Sid, index),
    effect: String(given.Effect),
    actions: textsOf(given.Action),
    notActions: textsOf(given.NotAction),
    resources: textsOf(given.Resource),
    notResources: textsOf(given.NotResource),
    principals: principalsOf(given.Principal),
    notPrincipals: principalsOf(given.NotPrincipal),
  };
}

function fromBlock(statement: unknown, index: number): FoundStatement {
  const given = statement as Readonly<Record<string, unknown>>;
  const identifiers = (blocks: unknown) =>
    listOf(blocks).flatMap((block) => textsOf((block as { identifiers?: unknown }).identifiers));
  return {
    sid: textOf(given.sid, index),
    effect: String(given.effect ?? "Allow"),
    actions: textsOf(given.actions),
    notActions: textsOf(given.not_actions),
    resources: textsOf(given.resources),
    notResources: textsOf(given.not_resources),
    principals: identifiers(given.principals),
    notPrincipals: identifiers(given.not_principals),
  };
}

function principalsOf(given: unknown): string[] {
  return isRecord(given) ? Object.values(given).flatMap(textsOf) : textsOf(given);
}

function textOf(sid: unknown, index: number): string {
  return typeof sid === "string" && sid ? sid : String(index);
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  return value === undefined ? [] : [value];
}

function textsOf(value: unknown): string[] {
  return listOf(value).map(String);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textsIn(value: unknown, path: readonly string[]): { path: readonly string[]; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === "//" ? [] : textsIn(child, [...path, key]),
  );
}
