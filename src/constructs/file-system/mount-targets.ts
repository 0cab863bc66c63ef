import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import type { Network } from "../network/network";

/** The port of NFS. */
export const NFS_PORT = 2049;

/** As long as the network interfaces of a busy region may take; AWS names no bound. */
const PATIENCE = { create: "30m", delete: "30m" };

/** What the mount targets of a file system are made from. */
export interface MountTargetsProps {
  readonly fileSystemId: string;
  readonly network: Network;
  /** Letters of the network's zones, in the order in which the network was made from them. */
  readonly zones: readonly string[];
  /** What must stand before anybody can reach the file system, such as its policy. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * The addresses of a file system in a VPC: one in each zone, so that nobody reads through another zone, and no zone
 * depends on another one. EFS makes none by itself.
 */
export class MountTargets extends Construct {
  /** Lets nobody in by itself. */
  readonly securityGroup: SecurityGroup;
  readonly resources: readonly EfsMountTarget[];

  /** @throws Error where the network has other zones. */
  constructor(scope: Construct, id: string, { fileSystemId, network, zones, dependsOn }: MountTargetsProps) {
    super(scope, id);
    const provider = providerOf(this);
    const subnetIds = network.subnetIds("private");
    if (subnetIds.length !== zones.length) {
      throw new Error(
        `${this.node.path}: the network has ${subnetIds.length} private subnets, and ${zones.length} zones are named: ${zones.join(", ")}`,
      );
    }
    this.securityGroup = new SecurityGroup(this, "security-group", {
      provider,
      name: nameFor(this, "file-system", "securityGroup"),
      description: "File system: NFS from the services that are let in one by one",
      vpcId: network.vpcId,
    });
    this.resources = zones.map(
      (zone, index) =>
        new EfsMountTarget(this, zone, {
          provider,
          fileSystemId,
          subnetId: subnetIds[index] ?? "",
          securityGroups: [this.securityGroup.id],
          timeouts: PATIENCE,
          dependsOn,
        }),
    );
  }
}
