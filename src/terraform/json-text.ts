import { Fn, Token } from "cdktf";

/**
 * The JSON of a value, written by Terraform where the value holds references: CDKTF would write a number that is a
 * reference as a number, and its HCL output does not escape the quotes around one.
 */
export function jsonText(value: unknown): string {
  return holdsReference(value) ? Token.asString(Fn.jsonencode(value)) : JSON.stringify(value);
}

function holdsReference(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsReference);
}
