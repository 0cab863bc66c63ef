import ts from "typescript";
import { commentsAbove, nameOf, parseSource } from "./source";

/** What the declaration of an interface says about one of its properties. */
export interface DeclaredProperty {
  /** Required in Terraform: the property has no question mark. */
  required: boolean;
  /** The documentation calls it a block. */
  block: boolean;
}

/** What the `.d.ts` files of a type tell. */
export interface Declarations {
  /** Interface name -> Terraform name -> property. */
  interfaces: Map<string, Map<string, DeclaredProperty>>;
  /** Name of a function that maps a structure to Terraform -> name of the interface it maps. */
  mappedInterface: Map<string, string>;
  /** The interface of the main class's configuration; `undefined` where it takes none. */
  configInterface: string | undefined;
}

/** Every property's documentation ends in a link whose fragment is the Terraform name. */
const DOCUMENTATION_LINK = /#([a-z0-9_]+) [\w#]+\}/;

function readInterface(node: ts.InterfaceDeclaration): Map<string, DeclaredProperty> {
  const properties = new Map<string, DeclaredProperty>();
  for (const member of node.members) {
    if (!ts.isPropertySignature(member)) continue;
    const comment = commentsAbove(member);
    const name = DOCUMENTATION_LINK.exec(comment)?.[1];
    if (name === undefined) continue;
    const block = new RegExp(`\\* ${name} block\\s`).test(comment);
    properties.set(name, { required: member.questionToken === undefined, block });
  }
  return properties;
}

/** The interface named in a type such as `StructOutputReference | Struct | cdktf.IResolvable`. */
function interfaceName(type: ts.TypeNode | undefined): string | undefined {
  if (!type) return undefined;
  const members = ts.isUnionTypeNode(type) ? type.types : [type];
  return members
    .map((member) => (ts.isTypeReferenceNode(member) ? nameOf(member.typeName) : undefined))
    .find((name) => name !== undefined && !name.endsWith("OutputReference"));
}

function constructorConfig(node: ts.ClassDeclaration): string | undefined {
  const constructor = node.members.find(ts.isConstructorDeclaration);
  return interfaceName(constructor?.parameters[2]?.type);
}

/** Reads the interfaces, mapping functions and main class out of the `.d.ts` files of one type. */
export function readDeclarations(files: readonly string[]): Declarations {
  const result: Declarations = {
    interfaces: new Map(),
    mappedInterface: new Map(),
    configInterface: undefined,
  };
  for (const node of files.flatMap((file) => [...parseSource(file).statements])) {
    if (ts.isInterfaceDeclaration(node)) {
      result.interfaces.set(node.name.text, readInterface(node));
    } else if (ts.isFunctionDeclaration(node) && node.name) {
      const mapped = interfaceName(node.parameters[0]?.type);
      if (mapped) result.mappedInterface.set(node.name.text, mapped);
    } else if (ts.isClassDeclaration(node) && node.members.some(isTypeConstant)) {
      result.configInterface = constructorConfig(node);
    }
  }
  return result;
}

/** Only the main class of a folder has the constant `tfResourceType`. */
function isTypeConstant(member: ts.ClassElement): boolean {
  return nameOf(member.name) === "tfResourceType";
}
