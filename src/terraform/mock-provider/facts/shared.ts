import type { ResourceView } from "./model";

/** The time at which everything in the mock was created: the same bytes in every run. */
export const CREATED = "2025-01-01T00:00:00Z";

/** The policy of an endpoint that has none of its own. */
export const ALLOW_ALL =
  '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';

type Pattern = readonly [RegExp, string];

export const IAM_NAME: Pattern = [/^[\w+=,.@-]+$/, "may contain letters, digits and +=,.@_- only"];

/** Identifiers of clusters and instances: hyphens neither double nor last. */
export const DB_IDENTIFIER: Pattern = [
  /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/,
  "must start with a letter, go on with lower-case letters, digits and single hyphens, and not end with a hyphen",
];
export const SNAPSHOT_IDENTIFIER: Pattern = [
  /^[A-Za-z](?!.*--)[A-Za-z0-9-]*(?<!-)$/,
  "must start with a letter, go on with letters, digits and single hyphens, and not end with a hyphen",
];
export const PARAMETER_GROUP_NAME: Pattern = [
  /^[a-z](?!.*--)[a-z0-9.-]*(?<!-)$/,
  "must start with a letter, go on with lower-case letters, digits, dots and single hyphens, and not end with a hyphen",
];
export const INSTANCE_CLASS: Pattern = [/^db\.[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'must look like "db.r6g.large"'];
export const DAILY_WINDOW: Pattern = [
  /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/,
  'must have the form "hh24:mi-hh24:mi"',
];
export const WEEKLY_WINDOW: Pattern = [
  /^(mon|tue|wed|thu|fri|sat|sun):([01]\d|2[0-3]):[0-5]\d-(mon|tue|wed|thu|fri|sat|sun):([01]\d|2[0-3]):[0-5]\d$/i,
  'must have the form "ddd:hh24:mi-ddd:hh24:mi"',
];

/** How often RDS measures a host, in seconds; 0 for never. */
export const MONITORING_INTERVALS = "0 1 5 10 15 30 60";

/** How long Performance Insights keeps its data, in days: a week, whole months of 31 days, or two years. */
export const INSIGHTS_RETENTIONS = [
  7,
  ...Array.from({ length: 23 }, (_, month) => 31 * (month + 1)),
  731,
].join(" ");

/** An attribute as text, empty when it is unset or not known. */
export function textIn(resource: ResourceView, attribute: string): string {
  const value = resource.get(attribute);
  return typeof value === "string" ? value : "";
}
