/**
 * Memory of burstable classes, in GiB: by size, the same in every family (RDS User Guide, "Hardware specifications for DB
 * instance classes", as of June 2023).
 */
const BURSTABLE_GIBIBYTES: Readonly<Record<string, number>> = {
  micro: 1,
  small: 2,
  medium: 4,
  large: 8,
  xlarge: 16,
  "2xlarge": 32,
};

/** Memory of a large instance, in GiB; an xlarge one has twice as much, and n times xlarge n times that (same page). */
const LARGE_GIBIBYTES: Readonly<Record<string, number>> = { c: 4, m: 8, r: 16, x: 32 };

/** Memory that the default number of connections counts for one of them, in bytes. */
const BYTES_OF_A_CONNECTION = 9_531_392;
const MOST_DEFAULT_CONNECTIONS = 5000;

const GIBIBYTE = 2 ** 30;

/** How much memory instances of a class have, in GiB; undefined for a class whose name does not tell. */
export function gibibytesOf(instanceClass: string): number | undefined {
  const [, family = "", size = ""] = /^db\.([a-z]+)\w*\.(\w+)$/.exec(instanceClass) ?? [];
  if (family === "t") return BURSTABLE_GIBIBYTES[size];
  const large = LARGE_GIBIBYTES[family];
  const sizeInLarge = largeIn(size);
  return large !== undefined && sizeInLarge !== undefined ? large * sizeInLarge : undefined;
}

/** Whether instances of a class live on CPU credits. */
export function isBurstable(instanceClass: string): boolean {
  return instanceClass.startsWith("db.t");
}

/**
 * The connections that RDS would set for a class, at most: `LEAST({DBInstanceClassMemory/9531392}, 5000)`. It counts the
 * memory without what RDS itself needs, so its own number is a little smaller. Undefined where the memory is not known.
 *
 * Source: RDS User Guide, "Quotas and constraints for Amazon RDS", maximum number of database connections, as of June 2023.
 */
export function defaultConnections(instanceClass: string): number | undefined {
  const gibibytes = gibibytesOf(instanceClass);
  if (gibibytes === undefined) return undefined;
  return Math.min(Math.floor((gibibytes * GIBIBYTE) / BYTES_OF_A_CONNECTION), MOST_DEFAULT_CONNECTIONS);
}

function largeIn(size: string): number | undefined {
  if (size === "large") return 1;
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  return times === undefined ? undefined : 2 * Number(times || 1);
}
