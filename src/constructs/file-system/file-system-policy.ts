import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";
import { fileSystemArn } from "./names";
import { CLIENT_ACTIONS, clientStatement, type Door } from "./client-statements";

const ANYBODY = [{ type: "AWS", identifiers: ["*"] }] as const;

/** What the policy of a file system is made from. */
export interface FileSystemPolicyProps {
  readonly fileSystemId: string;
  readonly accessPointArn: string;
  /** The roles of the services that use the file system. AWS refuses the policy while one of them does not exist. */
  readonly clientRoleArns: readonly string[];
}

/**
 * Who may use a file system, and how: the named roles, with TLS, through the access point and a mount target. Without a
 * policy EFS lets in everybody who reaches a mount target.
 *
 * A role or user of the account is let in by its own IAM policies too, so what must never happen is denied: no client
 * without TLS, none past the access point, whatever its own policies allow. `AccessedViaMountTarget` is true for every
 * client with an NFS connection, and keeps the permission from being used in any other way.
 *
 * A role that is deleted and made again is another one to this policy, and is locked out until the policy is put again.
 *
 * Source: EFS User Guide, "Resource-based policy examples for Amazon EFS", read 2026-11.
 */
export class FileSystemPolicy extends Construct {
  readonly resource: EfsFileSystemPolicy;

  constructor(scope: Construct, id: string, { fileSystemId, ...props }: FileSystemPolicyProps) {
    super(scope, id);
    const door = { fileSystemArn: fileSystemArn(this, fileSystemId), accessPointArn: props.accessPointArn };
    this.resource = new EfsFileSystemPolicy(this, "Default", {
      provider: providerOf(this),
      fileSystemId,
      policy: policyDocument(statements(door, props.clientRoleArns)),
    });
  }
}

function statements(door: Door, clientRoleArns: readonly string[]): PolicyStatement[] {
  const { conditions = [], ...allowed } = clientStatement("AllowClients", door);
  const denied = { effect: "Deny", actions: CLIENT_ACTIONS, resources: [door.fileSystemArn] } as const;
  return [
    {
      ...allowed,
      principals: [{ type: "AWS", identifiers: clientRoleArns }],
      conditions: [
        ...conditions,
        { operator: "Bool", key: "elasticfilesystem:AccessedViaMountTarget", values: ["true"] },
      ],
    },
    {
      sid: "DenyWithoutTls",
      ...denied,
      principals: ANYBODY,
      conditions: [{ operator: "Bool", key: "aws:SecureTransport", values: ["false"] }],
    },
    {
      sid: "DenyPastAccessPoint",
      ...denied,
      principals: ANYBODY,
      // Holds without the key too: a client that names no access point.
      conditions: [
        {
          operator: "StringNotEquals",
          key: "elasticfilesystem:AccessPointArn",
          values: [door.accessPointArn],
        },
      ],
    },
  ];
}
