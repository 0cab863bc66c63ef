import type { Block } from "../schema/model";
import type { Value } from "../values/cty";

/** Attribute paths, separated by white space; inside blocks they are dotted: `"name rule.priority"`. */
type Paths = string;

/** How the text of an attribute must look. */
export type Format =
  | "arn"
  | "cidr"
  | "json"
  /** An IAM policy of a user, group or role. */
  | "policy"
  /** A policy that hangs on a resource and says who may use it. */
  | "resource-policy"
  /** Who may assume a role. */
  | "trust-policy"
  | "container-definitions"
  | "state-machine";

/** What the resource that is being made looks like, for values that a template can't express. */
export interface ResourceView {
  region: string;
  account: string;
  partition: string;
  /** A top-level attribute, `null` when unset or not known yet. */
  get(attribute: string): Value;
  /** What a top-level attribute was before this change, `null` when the resource is new. */
  previous(attribute: string): Value;
  /** Lower-case hexadecimal digits that depend on this resource and the label alone. */
  hex(label: string, length: number): string;
}

/**
 * A value that AWS decides: a template such as `"vpc-{hex17}"`, a constant, or a function.
 * Templates take `{region}`, `{account}`, `{partition}`, `{hex<n>}`, `{digits<n>}`, `{uuid}`, attributes of the resource
 * by name, and `{name:last}` for what follows the last `/` or `:`.
 */
export type Answer = string | number | boolean | readonly Value[] | ((resource: ResourceView) => Value);

/** Another resource that an attribute names. */
export interface Reference {
  /** Types it may be, separated by white space. */
  to: string;
  /** Attributes of that type that may hold the value, separated by white space. */
  by: string;
  /** Values that name something AWS itself provides. */
  except?: RegExp;
  /** AWS makes the value up, so nobody can know it before the resource exists: checked when planning already. */
  generated?: true;
  /** One of its kind is seen from every region. */
  anyRegion?: true;
  /** The text names several, each in the first group of a match. */
  within?: RegExp;
}

/**
 * What the bindings can't tell about a resource type. Most of it is what version 5.46 of the provider states of itself,
 * carried over to the names of the pinned version; where AWS is known to have widened a rule since, the wider one stands. What is
 * left out isn't known, and then isn't checked.
 */
export interface TypeFacts {
  /** Optional arguments that AWS fills in when they are left out. */
  filled?: Paths;
  /** Hidden in plans. */
  sensitive?: Paths;
  /** A change replaces the resource. */
  replaces?: Paths;
  /** What an argument is when it is left out. */
  defaults?: Record<string, string | number | boolean>;
  /** Allowed values, separated by white space; for a collection, of each element. */
  values?: Record<string, string>;
  /** Groups of arguments of which at most one may be given. */
  conflicts?: readonly Paths[];
  /** Groups of arguments of which exactly one must be given. */
  exactlyOne?: readonly Paths[];
  /** Groups of arguments of which at least one must be given. */
  atLeastOne?: readonly Paths[];
  /** Arguments that need others: all of those on the right. */
  together?: Record<string, Paths>;
  /** Arguments by the format their text must have. */
  formats?: Partial<Record<Format, Paths>>;
  /** Fewest and most characters. */
  lengths?: Record<string, readonly [number, number]>;
  /** Smallest and largest number. */
  ranges?: Record<string, readonly [number, number]>;
  /** What the text must match, with the sentence that says so to a person. */
  patterns?: Record<string, readonly [RegExp, string]>;
  /** Attributes that name other resources. */
  references?: Record<string, Reference>;
  /** What AWS answers for attributes that it decides. */
  answers?: Record<string, Answer>;
  /** Answers that are known when the resource is planned already, as long as its configuration is. */
  knownWhenPlanned?: Paths;
  /** Answers that change with the arguments on the right. */
  changing?: Record<string, Paths>;
  /** The argument that names the resource physically: two of the same name can't exist in a region. */
  uniqueName?: string;
  /** What tells it apart, for a type that has no `id`; joined by colons, as the provider imports it. */
  identity?: Paths;
  /** The name is taken for every account and region of AWS. */
  uniqueEverywhere?: true;
  /** Another resource of the same id is its next version, and takes its place. */
  versioned?: true;
  /** The argument that forbids deletion while it is true. */
  deletionProtection?: string;
  /** Completes a schema that the bindings can't express. */
  completeSchema?: (block: Block, statementLevels?: number) => void;
}

/** Facts by resource type. */
export type FactsTable = Readonly<Record<string, TypeFacts>>;
