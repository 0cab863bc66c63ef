import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { CONTAINER_USER_ID } from "../service/container";
import { accessPointArn } from "./names";

/** What an access point is made from. */
export interface AccessPointProps {
  readonly fileSystemId: string;
  /** The directory that clients see as their root, absolute; `/` for the whole file system, as it is. */
  readonly path: string;
}

/** The rights to a directory that EFS makes, octal. */
const PERMISSIONS = "0750";

/**
 * The door through which a service enters a file system: as the user of its container, into one directory. Each site's own stack has one,
 * since tasks name it by an id that can't be computed.
 *
 * EFS makes the directory when the first client connects. On a copy, which is read only, it can't: there the directory
 * comes with the replication, and a client that enters it before can't mount. So a site that begins as the copy enters `/`,
 * which is always there, and finds the directory in it.
 */
export class AccessPoint extends Construct {
  readonly id: string;
  readonly arn: string;
  readonly resource: EfsAccessPoint;

  /** @throws Error for a path that is not absolute. */
  constructor(scope: Construct, id: string, { fileSystemId, path }: AccessPointProps) {
    super(scope, id);
    if (!/^(\/|(\/[^/]+)+)$/.test(path)) {
      throw new Error(`${this.node.path}: the path must be absolute, such as /media: ${path}`);
    }
    this.resource = new EfsAccessPoint(this, "Default", {
      provider: providerOf(this),
      fileSystemId,
      // Whatever user a client claims to be, EFS takes it for this one.
      posixUser: { uid: CONTAINER_USER_ID, gid: CONTAINER_USER_ID },
      rootDirectory: {
        path,
        ...(path !== "/" && {
          creationInfo: {
            ownerUid: CONTAINER_USER_ID,
            ownerGid: CONTAINER_USER_ID,
            permissions: PERMISSIONS,
          },
        }),
      },
      tags: { Name: nameFor(this, "file-system", "tagValue") },
    });
    if (path === "/") {
      answerFinding(
        this.resource,
        "CKV_AWS_329",
        "On a copy nobody can make a directory: the service enters at the root, and finds its own in it.",
      );
    }
    this.id = this.resource.id;
    this.arn = accessPointArn(this, this.id);
  }
}
