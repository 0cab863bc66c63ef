import type { PolicyCondition, PolicyStatement } from "../iam/policy-document";

/** What a client may do with files: read, and read and write. The third action, root's, nobody gets. */
const READ = ["elasticfilesystem:ClientMount"];
const READ_AND_WRITE = [...READ, "elasticfilesystem:ClientWrite"];

/**
 * Every action of clients. The API's own actions are not among them, so a statement that denies these locks out neither
 * Terraform nor AWS Backup, nor the replication.
 *
 * Source: EFS User Guide, "Using IAM to control access to file systems", read 2026-11.
 */
export const CLIENT_ACTIONS = [...READ_AND_WRITE, "elasticfilesystem:ClientRootAccess"];

/** One access point of one file system. */
export interface Door {
  readonly fileSystemArn: string;
  readonly accessPointArn: string;
}

/** Holds for clients that come through one access point. */
export function through({ accessPointArn }: Door): PolicyCondition {
  return {
    operator: "StringEquals",
    key: "elasticfilesystem:AccessPointArn",
    values: [accessPointArn],
  };
}

/** Lets a client read, and write unless it is told not to, through one access point. */
export function clientStatement(sid: string, door: Door, readOnly = false): PolicyStatement {
  return {
    sid,
    actions: readOnly ? READ : READ_AND_WRITE,
    resources: [door.fileSystemArn],
    conditions: [through(door)],
  };
}
