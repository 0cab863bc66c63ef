import { z } from "zod";

/**
 * Colder and colder storage classes, and the days for which each of them is paid at least.
 *
 * Source: S3 User Guide, "Comparing the Amazon S3 storage classes", as of 2024.
 */
export const MINIMUM_STORAGE_DAYS = {
  STANDARD_IA: 30,
  GLACIER_IR: 90,
  GLACIER: 90,
  DEEP_ARCHIVE: 180,
} as const;

type ColdClass = keyof typeof MINIMUM_STORAGE_DAYS;

const CLASSES = Object.keys(MINIMUM_STORAGE_DAYS) as [ColdClass, ...ColdClass[]];

/** The earliest move into STANDARD_IA, in days. Source: S3 User Guide, "Transitioning objects using S3 Lifecycle", as of 2024. */
const EARLIEST_INFREQUENT_ACCESS_DAYS = 30;

/** The longest retention that Object Lock takes: 100 years. Source: S3 User Guide, "Object Lock considerations". */
const LONGEST_LOCK_DAYS = 36_500;

/** How long PCI DSS wants an audit trail to be kept, in days (requirement 10.5.1, version 4.0.1: 12 months). */
export const AUDIT_YEAR_DAYS = 365;

/** Object Lock: nobody deletes or overwrites a version before its retention ends. */
export const objectLock = z
  .strictObject({
    mode: z.enum(["GOVERNANCE", "COMPLIANCE"]).meta({
      description:
        "GOVERNANCE: a special permission gets past it. COMPLIANCE: nobody does, not even the root user, and no destroy.",
    }),
    days: z.int().min(1).max(LONGEST_LOCK_DAYS),
  })
  .meta({ description: "Write once, read many, for every new object. It can't be turned off again." });

/** Object Lock of a bucket. */
export type ObjectLock = z.infer<typeof objectLock>;

/** A move to a colder storage class. */
export interface StorageTransition {
  /** Days after the object was written. */
  readonly afterDays: number;
  readonly storageClass: ColdClass;
}

const transition = z.strictObject({
  afterDays: z.int().min(0),
  storageClass: z.enum(CLASSES),
});

/** Moves of a bucket's objects to colder storage, the coldest last. */
export const storageTransitions = z.array(transition).meta({
  description:
    "Moves to cheaper storage, the coldest last. S3 leaves objects below 128 KB where they are: they would cost " +
    "more there. GLACIER and DEEP_ARCHIVE answer after hours only.",
});

/** How long objects are kept, and where. */
interface Keeping {
  readonly transitions: readonly StorageTransition[];
  readonly expirationDays?: number | undefined;
}

/** Complains of moves that S3 refuses, and of those that cost more than they save. */
export function checkKeeping(
  { transitions, expirationDays }: Keeping,
  complain: (path: (string | number)[], message: string) => void,
): void {
  transitions.forEach((given, index) => {
    const problem = transitionProblem(given, transitions[index - 1]);
    if (problem) complain(["transitions", index], problem);
  });
  const last = transitions.at(-1);
  const earliest = last ? last.afterDays + MINIMUM_STORAGE_DAYS[last.storageClass] : 0;
  if (expirationDays !== undefined && expirationDays < earliest) {
    complain(["expirationDays"], `must be at least ${earliest}: so long the last storage class is paid`);
  }
}

/** What an environment may say of the transaction logs. */
export const transactionLogSettings = z
  .strictObject({
    transitions: storageTransitions.default([
      { afterDays: 30, storageClass: "STANDARD_IA" },
      { afterDays: 90, storageClass: "GLACIER_IR" },
      { afterDays: 365, storageClass: "DEEP_ARCHIVE" },
    ]),
    expirationDays: z.int().min(AUDIT_YEAR_DAYS).optional().meta({
      description: "Days after which logs are deleted. Without it they are kept for ever.",
    }),
    objectLock: objectLock.optional(),
  })
  .superRefine((given, context) => {
    const { expirationDays, objectLock: lock } = given;
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    checkKeeping(given, complain);
    if (lock && expirationDays !== undefined && expirationDays < lock.days) {
      complain(["objectLock", "days"], "must not be above expirationDays: a locked object does not expire");
    }
  });

/** What an environment may say of the transaction logs. */
export type TransactionLogSettings = z.infer<typeof transactionLogSettings>;

/** How long access logs are kept, in days. */
export const accessLogRetentionDays = z.int().min(30).max(3653).default(AUDIT_YEAR_DAYS).meta({
  description: "How long logs of load balancers and buckets are kept, in days. PCI DSS asks for a year.",
});

function transitionProblem(
  { afterDays, storageClass }: StorageTransition,
  before: StorageTransition | undefined,
): string | undefined {
  if (storageClass === "STANDARD_IA" && afterDays < EARLIEST_INFREQUENT_ACCESS_DAYS) {
    return `STANDARD_IA takes objects after ${EARLIEST_INFREQUENT_ACCESS_DAYS} days at the earliest`;
  }
  if (!before) return undefined;
  if (CLASSES.indexOf(storageClass) <= CLASSES.indexOf(before.storageClass)) {
    return `${storageClass} must be colder than ${before.storageClass} before it`;
  }
  const earliest = before.afterDays + MINIMUM_STORAGE_DAYS[before.storageClass];
  return afterDays < earliest
    ? `afterDays must be at least ${earliest}: so long ${before.storageClass} is paid`
    : undefined;
}
