import type { AttributeValue } from "./value";

/** What stands for names and values in expressions. */
export interface Placeholders {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>>;
}

/** @throws Error for a placeholder without a name. */
export function resolveName(word: string, { ExpressionAttributeNames = {} }: Placeholders): string {
  if (!word.startsWith("#")) return word;
  const name = ExpressionAttributeNames[word];
  if (name === undefined) throw new Error(`${word} stands for nothing`);
  return name;
}

/** @throws Error for anything but a placeholder with a value. */
export function resolveValue(word: string, { ExpressionAttributeValues = {} }: Placeholders): AttributeValue {
  const value = ExpressionAttributeValues[word];
  if (value === undefined) throw new Error(`${word} stands for nothing`);
  return value;
}
