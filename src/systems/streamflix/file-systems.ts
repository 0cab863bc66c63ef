import type { PerSite } from "../../config/site";
import type { SiteRole } from "../../constructs/failover/site-role";
import { FileSystem } from "../../constructs/file-system/file-system";
import { FileSystemReplication } from "../../constructs/file-system/file-system-replication";
import type { AliasedScope } from "../../stacks/aliased-scope";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { StreamflixSettings } from "./settings";

/** Adds the file systems of both sites, and what copies the one to the other; answers them. */
export function addFileSystems(
  stack: RegionalStack,
  drRegion: AliasedScope,
  { fileSystem: settings }: StreamflixSettings,
  keyArns: PerSite<string>,
  role: SiteRole,
): PerSite<FileSystem> {
  const primary = new FileSystem(stack, "media", { settings, keyArn: keyArns.primary });
  const dr = new FileSystem(drRegion, "media", { settings, keyArn: keyArns.dr, startsAsCopy: true });
  new FileSystemReplication(stack, "media-replication", {
    fileSystemIds: { primary: primary.id, dr: dr.id },
    role,
  });
  return { primary, dr };
}
