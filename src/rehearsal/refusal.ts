/**
 * Who refused a configuration:
 * - `terraform`: the language itself, whatever the provider;
 * - `schema`: Terraform by the provider's schema, which is read from the pinned bindings;
 * - `table`: the mock provider by its reviewed facts, in AWS's place.
 */
export type Refuser = "terraform" | "schema" | "table";

/**
 * The heads of Terraform's messages, by who is behind them. Terraform prints a head in a line of its own, and neither wraps
 * nor words it by the case, so it says more reliably than the text below where a refusal comes from: heads of Terraform 1.11
 * are fixed in its source, and those of the mock provider in its checks.
 *
 * Whatever matches nothing here is no refusal that is known: neither a failure of the mock provider itself nor a timeout
 * may pass for one.
 */
const HEADS: Readonly<Record<Refuser, readonly (string | RegExp)[]>> = {
  terraform: [
    /^Cycle: /,
    /^Duplicate /,
    /^Reference to undeclared /,
    /^Unterminated /,
    "Call to unknown function",
    "Ephemeral value not allowed",
    "Error in function call",
    'Invalid combination of "count" and "for_each"',
    "Invalid count argument",
    "Invalid for_each argument",
    "Invalid reference",
    "Invalid resource name",
    "Invalid use of ephemeral value",
    "Missing resource instance key",
    "Moved object still exists",
    "Not enough function arguments",
    "Output refers to sensitive values",
    "Provider configuration not present",
    "Self-referential block",
    "Unsuitable value type",
    "Unsupported Terraform Core version",
  ],
  schema: [
    /^Insufficient .+ blocks$/,
    /^Too many .+ blocks$/,
    "Extraneous JSON object property",
    "Incorrect JSON value type",
    "Incorrect attribute value type",
    "Invalid data source",
    "Invalid ephemeral resource",
    "Invalid resource type",
    "Missing required argument",
    "Unsupported attribute",
    // The provider says it, as Terraform leaves it to providers, but by the schema alone.
    "Value for unconfigurable attribute",
  ],
  table: [
    "AWS account ID not allowed",
    "Cannot import non-existent remote object",
    "Conflicting arguments",
    "Deletion is protected",
    "Final snapshot of a replica",
    "Final snapshot without a name",
    /^Invalid (ARN|CIDR block|IAM policy|JSON|container definitions|resource policy|state machine|trust policy)$/,
    "Invalid database instance",
    "Invalid provider configuration",
    "Missing argument",
    "Name already taken",
    "No matching resource",
    "No password possible",
    "Number out of range",
    "Parameter not found",
    "Reference to something that does not exist",
    /^Region \S+ does not answer$/,
    "Replication refused",
    "Resource already exists",
    "Resource not found",
    "Secret not found",
    "Still in use",
    "Too many matching resources",
    "Value not allowed",
    "Wrong form",
    "Wrong length",
  ],
};

/** Blocks in which only the language says what may stand; the schema's words are used for them as well. */
const OF_THE_LANGUAGE = /, in (terraform|[\w.-]+\.lifecycle)(\[\d+\])?:$/m;

/** The head of the first error in what Terraform printed: `Wrong length`, `Unsupported attribute`. */
export function refusalHead(output: string): string | undefined {
  return /^Error: (.+)$/m.exec(output)?.[1];
}

/** Who refused, by the first error in what Terraform printed without colours; undefined when nobody is known to have. */
export function refusedBy(output: string): Refuser | undefined {
  const head = refusalHead(output);
  if (head === undefined) return undefined;
  const refuser = (Object.keys(HEADS) as Refuser[]).find((each) =>
    HEADS[each].some((known) => (typeof known === "string" ? known === head : known.test(head))),
  );
  return refuser === "schema" && OF_THE_LANGUAGE.test(firstError(output)) ? "terraform" : refuser;
}

/** The first error, without those that follow it. */
function firstError(output: string): string {
  return output.slice(output.indexOf("Error: ")).split(/\n(?=Error: )/)[0] ?? "";
}
