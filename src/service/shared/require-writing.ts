import type { RoleWatch } from "./role-watch";
import { WriteRefused } from "./write-refused";

/**
 * Stops a request where this site may not write. Before the request is looked at: a standby has no opinion on it.
 *
 * @throws WriteRefused
 */
export function requireWriting(watch: RoleWatch): void {
  const { mayWrite, reasons } = watch.standing();
  if (!mayWrite) throw new WriteRefused(reasons);
}
