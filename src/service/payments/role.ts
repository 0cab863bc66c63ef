import type { Site } from "../../config/site";

/** What the role record says: the site that may write, and how often that has changed. */
export interface RoleRecord {
  readonly activeSite: Site;
  readonly epoch: number;
}

/** The role record is missing or makes no sense. Its message may be shown to anybody. */
export class RoleRecordError extends Error {
  override readonly name = "RoleRecordError";
}

/** What this site may do at this moment, and why. */
export interface Standing {
  readonly site: Site;
  /** Unknown where the role record has not been read for too long, or contradicts itself. */
  readonly role: "active" | "standby" | "unknown";
  /** The newest epoch that this process has seen; null before the first. */
  readonly epoch: number | null;
  readonly mayWrite: boolean;
  /** Why it may not write; empty where it may. */
  readonly reasons: readonly string[];
}
