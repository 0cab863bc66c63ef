import { finding, type Finding } from "./run";

/** A tag as S3, DynamoDB and IAM write it. */
export interface Tag {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}

/** Writes tags in the form of S3, DynamoDB and IAM. */
export function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Describes wanted tags in words. */
export function describeTags(tags: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return pairs.length > 0 ? pairs.join(", ") : "none";
}

/** Compares tags. Those that are there beside the wanted ones stay: cost and compliance tools set their own. */
export function inspectTags(
  present: readonly Tag[] | undefined,
  wanted: Readonly<Record<string, string>>,
  mend: () => Promise<unknown>,
): Finding {
  const values = new Map((present ?? []).map(({ Key, Value }) => [Key, Value]));
  const wrong = Object.keys(wanted).filter((key) => values.get(key) !== wanted[key]);
  if (wrong.length === 0) return finding(true, describeTags(wanted), mend);
  const were = wrong.map((key) => (values.has(key) ? `${key}=${values.get(key)}` : `without ${key}`));
  return finding(false, were.join(", "), mend);
}
