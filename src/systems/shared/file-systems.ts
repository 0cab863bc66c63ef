import type { PerSite } from "../../config/site";
import type { SiteRole } from "../../constructs/failover/site-role";
import { FileSystem } from "../../constructs/file-system/file-system";
import { FileSystemReplication } from "../../constructs/file-system/file-system-replication";
import type { FileSystemSettings } from "../../constructs/file-system/settings";
import type { AliasedScope } from "../../stacks/aliased-scope";
import type { RegionalStack } from "../../stacks/regional-stack";

/** What the file systems of both sites are made from. */
export interface FileSystemsProps {
  readonly drRegion: AliasedScope;
  readonly settings: FileSystemSettings;
  readonly keyArns: PerSite<string>;
  readonly role: SiteRole;
}

/** Adds the file systems of both sites, and what copies the one to the other; answers them. */
export function addFileSystems(
  stack: RegionalStack,
  id: string,
  { drRegion, settings, keyArns, role }: FileSystemsProps,
): PerSite<FileSystem> {
  const primary = new FileSystem(stack, id, { settings, keyArn: keyArns.primary });
  const dr = new FileSystem(drRegion, id, { settings, keyArn: keyArns.dr, startsAsCopy: true });
  new FileSystemReplication(stack, `${id}-replication`, {
    fileSystemIds: { primary: primary.id, dr: dr.id },
    role,
  });
  return { primary, dr };
}
