import { decode, encode, ExtData, ExtensionCodec } from "@msgpack/msgpack";
import type { CtyType } from "../schema/model";

/** A value that Terraform doesn't know yet: one instance exists, {@link UNKNOWN}. */
export class UnknownValue {
  /** Keeps objects that merely look alike from passing for it. */
  readonly unknown = true;

  toString(): string {
    return "(known after apply)";
  }
}
export const UNKNOWN = new UnknownValue();

export type ObjectValue = { [name: string]: Value };

/** A Terraform value. Sets and lists are arrays, maps and objects are records. */
export type Value = null | string | number | boolean | UnknownValue | Value[] | ObjectValue;

/** A value on the wire. */
export interface DynamicValue {
  msgpack?: Uint8Array;
  json?: Uint8Array;
}

/** The MessagePack extension types that carry an unknown value: bare, and refined ("not null", a prefix, ...). */
const UNKNOWN_EXTENSIONS = [0, 12];

const codec = new ExtensionCodec();
for (const type of UNKNOWN_EXTENSIONS) {
  codec.register({ type, encode: () => null, decode: () => UNKNOWN });
}
const ENCODED_UNKNOWN = new ExtData(0, new Uint8Array([0]));

export function isUnknown(value: Value | undefined): value is UnknownValue {
  return value instanceof UnknownValue;
}

export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
}

/** True when a value or anything in it is unknown. */
export function hasUnknown(value: Value | undefined): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

/**
 * Gives raw data the shape of a type: every field of an object is there (null when absent), and numbers are numbers.
 * Terraform writes fractions as text, because 0.1 has no exact binary form.
 */
function shaped(raw: unknown, type: CtyType): Value {
  if (raw === null || raw === undefined) return null;
  if (raw instanceof UnknownValue) return raw;
  if (type === "number") return Number(raw);
  if (typeof type === "string") return raw as Value;
  if (type[0] === "object") {
    const fields = raw as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(type[1]).map(([name, inner]) => [name, shaped(fields[name], inner)]),
    );
  }
  if (type[0] === "map") {
    const entries = Object.entries(raw as Record<string, unknown>);
    return Object.fromEntries(entries.map(([name, inner]) => [name, shaped(inner, type[1])]));
  }
  return (raw as unknown[]).map((inner) => shaped(inner, type[1]));
}

/** Reads a value off the wire. */
export function decodeValue(wire: DynamicValue | undefined | null, type: CtyType): Value {
  if (wire?.msgpack?.length) return shaped(decode(wire.msgpack, { extensionCodec: codec }), type);
  if (wire?.json?.length) return parseState(wire.json, type);
  return null;
}

/** Reads a value that Terraform saved as JSON: attributes added to the schema since are null. */
export function parseState(json: Uint8Array, type: CtyType): Value {
  return shaped(JSON.parse(Buffer.from(json).toString("utf8")), type);
}

function encodable(value: Value): unknown {
  if (isUnknown(value)) return ENCODED_UNKNOWN;
  if (typeof value === "number" && !Number.isInteger(value)) return String(value);
  if (Array.isArray(value)) return value.map(encodable);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, encodable(inner)]));
}

/** Writes a value for the wire. */
export function encodeValue(value: Value): DynamicValue {
  return { msgpack: Buffer.from(encode(encodable(value), { extensionCodec: codec })) };
}
