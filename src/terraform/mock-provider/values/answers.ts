import { createHash } from "node:crypto";
import type { Answer, ResourceView } from "../facts/model";
import type { CtyType } from "../schema/model";
import { isObject, isUnknown, type ObjectValue, type Value } from "./cty";

/** Where a resource lives. */
export interface Place {
  region: string;
  account: string;
  partition: string;
}

/** The partition that a region belongs to. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Hexadecimal digits grouped like a UUID of version 4. */
function asUuid(hex: string): string {
  const variant = "89ab"[parseInt(hex[16] ?? "0", 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Turns a template's text into a value of the attribute's type. */
function typed(text: string, type: CtyType): Value {
  if (type === "number") return text === "" ? null : Number(text);
  if (type === "bool") return text === "true";
  return text;
}

/**
 * Makes the values that AWS would decide, from the facts' answers. The same resource (type, region, arguments) always
 * gets the same values, so two runs give the same bytes.
 */
export class Answerer implements ResourceView {
  private readonly inProgress = new Set<string>();

  /**
   * @param answers the facts' answers by attribute path
   * @param identity text that tells this resource from every other one
   * @param attributes what is known of the resource; answers are not added to it
   * @param before what the resource was before this change
   */
  constructor(
    private readonly answers: Readonly<Record<string, Answer>>,
    private readonly place: Place,
    private readonly identity: string,
    private readonly attributes: ObjectValue,
    private readonly before: ObjectValue = {},
  ) {}

  get region(): string {
    return this.place.region;
  }
  get account(): string {
    return this.place.account;
  }
  get partition(): string {
    return this.place.partition;
  }

  hex(label: string, length: number): string {
    return digest(`${this.identity} ${label}`).slice(0, length);
  }

  get(attribute: string): Value {
    const known = this.attributes[attribute] ?? null;
    return isUnknown(known) ? this.answer(attribute, "string", this.attributes) : known;
  }

  previous(attribute: string): Value {
    return this.before[attribute] ?? null;
  }

  /**
   * The value of one attribute.
   * @param path dotted path of the attribute
   * @param holder the object that the attribute is in: its own fields come first in templates
   * @returns `null` when the facts have no answer
   */
  answer(path: string, type: CtyType, holder: ObjectValue): Value {
    const answer = this.answers[path];
    if (answer === undefined) return null;
    if (this.inProgress.has(path)) throw new Error(`The answers of ${path} depend on each other`);
    this.inProgress.add(path);
    try {
      return this.resolve(answer, path, type, holder);
    } finally {
      this.inProgress.delete(path);
    }
  }

  private resolve(answer: Answer, path: string, type: CtyType, holder: ObjectValue): Value {
    if (typeof answer === "function") return answer(this);
    if (typeof answer === "string") return typed(this.expand(answer, path, holder), type);
    if (typeof answer !== "object") return answer;
    return answer.map((element) => this.expandInside(element, path, holder));
  }

  private expandInside(value: Value, path: string, holder: ObjectValue): Value {
    if (typeof value === "string") return this.expand(value, path, holder);
    if (!isObject(value)) return value;
    const fields = Object.entries(value);
    return Object.fromEntries(
      fields.map(([name, inner]) => [name, this.expandInside(inner, `${path}.${name}`, holder)]),
    );
  }

  private expand(template: string, path: string, holder: ObjectValue): string {
    return template.replace(/\{(\w+)(:last)?\}/g, (_whole, name: string, last: string | undefined) => {
      const text = this.placeholder(name, path, holder);
      return last ? (text.split(/[/:]/).at(-1) ?? "") : text;
    });
  }

  private placeholder(name: string, path: string, holder: ObjectValue): string {
    const counted = /^(hex|digits)(\d+)$/.exec(name);
    const length = Number(counted?.[2] ?? 0);
    if (counted?.[1] === "hex") return this.hex(path, length);
    if (counted)
      return BigInt(`0x${this.hex(path, 32)}`)
        .toString()
        .slice(-length)
        .padStart(length, "1");
    if (name === "uuid") return asUuid(this.hex(path, 32));
    const own = holder[name];
    if (own !== undefined && own !== null && !isUnknown(own)) return String(own);
    const value = this.get(name);
    if (value !== null && !isUnknown(value)) return String(value);
    if (name === "region") return this.place.region;
    if (name === "account") return this.place.account;
    return name === "partition" ? this.place.partition : "";
  }
}
