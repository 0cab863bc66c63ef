import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Network } from "../network/network";
import { Traffic } from "../network/traffic";
import type { AccessPoint } from "./access-point";
import { FileSystemPolicy } from "./file-system-policy";
import { MountTargets, NFS_PORT } from "./mount-targets";

/** What one service's way to a file system is made from. */
export interface FileSystemAccessProps {
  readonly fileSystemId: string;
  readonly accessPoint: AccessPoint;
  readonly network: Network;
  /** Letters of the network's zones, in the order in which the network was made from them. */
  readonly zones: readonly string[];
  readonly client: {
    /** The role of the service's tasks. */
    readonly roleArn: string;
    readonly securityGroupId: string;
  };
}

/**
 * The way of one service to a file system, in the service's own site and stack: a policy that knows its role, mount
 * targets, and the traffic to them. Nobody reaches the file system before its policy stands.
 */
export class FileSystemAccess extends Construct {
  readonly policy: FileSystemPolicy;
  readonly mountTargets: MountTargets;
  /** What tasks have to wait for: they mount while they start. */
  readonly ready: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    { fileSystemId, accessPoint, client, ...props }: FileSystemAccessProps,
  ) {
    super(scope, id);
    this.policy = new FileSystemPolicy(this, "policy", {
      fileSystemId,
      accessPointArn: accessPoint.arn,
      clientRoleArns: [client.roleArn],
    });
    this.mountTargets = new MountTargets(this, "mount-targets", {
      ...props,
      fileSystemId,
      dependsOn: [this.policy.resource],
    });
    const traffic = new Traffic(this, "traffic", {
      from: client.securityGroupId,
      to: this.mountTargets.securityGroup.id,
      port: NFS_PORT,
      description: "NFS from the service to the file system",
    });
    this.ready = [this.policy.resource, ...this.mountTargets.resources, ...traffic.rules];
  }
}
