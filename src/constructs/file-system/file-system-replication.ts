import { EfsReplicationConfiguration } from "@cdktf/provider-aws/lib/efs-replication-configuration";
import { Construct } from "constructs";
import type { PerSite, Site } from "../../config/site";
import { AliasedScope, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { SiteRole } from "../failover/site-role";

/** Beyond the provider's 20 minutes: its own test with an existing copy took 24 (pull request 34955, read 2026-11). */
const PATIENCE = { create: "45m", delete: "45m" };

/** What the replication between two file systems is made from. */
export interface FileSystemReplicationProps {
  /** The two file systems' ids. */
  readonly fileSystemIds: PerSite<string>;
  /** The role of the primary site. */
  readonly role: SiteRole;
}

/**
 * The replication between the file systems of the two sites: from the primary site while it is active, from the DR site
 * while that one is. One file system takes part in one replication only, so there is never more than one of the two.
 *
 * Both belong to the primary stack, and each stands in its source's region. A failover deletes the one that runs, from the
 * copy's side; the next apply then makes the other one, and is refused until the re-protection has lifted the overwrite
 * protection of the file system that lost: a stale primary can't overwrite what the DR site wrote.
 *
 * The provider looks a replication up by its source (`DescribeReplicationConfigurations`) in the source's region, and drops
 * it from the state when nothing is found. After a deletion from both sides the plan is therefore quiet about it; after
 * one from the copy's side alone the source's half is still found, and the plan deletes it, since its count is 0 by then.
 * The re-protection deletes that half first, with `LOCAL_CONFIGURATION_ONLY`, which the provider can't.
 *
 * Source: `internal/service/efs/replication_configuration.go` of the provider, read 2026-11.
 */
export class FileSystemReplication extends Construct {
  readonly forward: EfsReplicationConfiguration;
  readonly reverse: EfsReplicationConfiguration;

  /** @throws Error outside of the primary stack's own region, and for the role of another site. */
  constructor(scope: Construct, id: string, { fileSystemIds, role }: FileSystemReplicationProps) {
    super(scope, id);
    const { site, regions } = RegionalStack.of(this);
    if (site !== "primary" || AliasedScope.around(this)) {
      throw new Error(
        `${this.node.path}: both directions belong to the primary stack, outside of aliased scopes`,
      );
    }
    if (role.site !== "primary") {
      throw new Error(`${this.node.path}: the role must be the primary site's, not the one of ${role.site}`);
    }
    const replicate = (within: Construct, name: string, source: Site, destination: Site, count: number) =>
      new EfsReplicationConfiguration(within, name, {
        provider: providerOf(within),
        count,
        sourceFileSystemId: fileSystemIds[source],
        // The region goes with the id: the provider asks for it, and deletes there first.
        destination: { fileSystemId: fileSystemIds[destination], region: regions[destination] },
        timeouts: PATIENCE,
      });
    this.forward = replicate(this, "forward", "primary", "dr", role.choose({ active: 1, standby: 0 }));
    const dr = new AliasedScope(this, "dr-region", "dr");
    this.reverse = replicate(dr, "reverse", "dr", "primary", role.choose({ active: 0, standby: 1 }));
  }
}
