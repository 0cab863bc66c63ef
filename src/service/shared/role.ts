import type { Site } from "../../config/site";

/** Who may write: the active site, and how often that has changed. */
export interface RoleRecord {
  readonly activeSite: Site;
  readonly epoch: number;
  /** When that was written, in milliseconds since 1970. @default - never changed since it was made */
  readonly changedAt?: number | undefined;
}

/** What one look at the role table has found. What could not be read stands as its error. */
export interface RoleReading {
  /** The role record, as the DR region has it. */
  readonly record: RoleRecord | Error;
  /**
   * The emergency record, as the site's own region has it: the primary site took over while the DR region was lost.
   * Undefined where there is none.
   */
  readonly emergency: RoleRecord | Error | undefined;
}

/** What this site may do at this moment, and why. */
export interface Standing {
  readonly site: Site;
  /** Unknown where the role has not been read for too long, or contradicts itself. */
  readonly role: "active" | "standby" | "unknown";
  /** The newest epoch that this process has seen; null before the first. */
  readonly epoch: number | null;
  readonly mayWrite: boolean;
  /** Why it may not write; empty where it may. */
  readonly reasons: readonly string[];
}
