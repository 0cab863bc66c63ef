import type { Proposal } from "./failover-plan";

/**
 * What Terraform may propose on the site that was lost, before it is protected again: capacities that follow the role, which
 * the re-protection lowers. Anything else would undo the failover.
 */
const LEFT_TO_REPROTECTION: Readonly<Record<string, readonly string[]>> = {
  aws_appautoscaling_target: ["min_capacity"],
  aws_db_instance: ["multi_az"],
  aws_rds_cluster: ["serverlessv2_scaling_configuration"],
};

/** What only Terraform makes, and makes the other way round after a failover: it protects the system again. */
const REPLICATION = "aws_efs_replication_configuration";

/** What Terraform may do to it: another one than before would be a change of the configuration. */
const TURNS = ["create", "delete"];

/** Whether a failover leaves this for the re-protection to do. */
export function isLeftToReprotection({ type, actions, changed }: Proposal): boolean {
  const left = LEFT_TO_REPROTECTION[type] ?? [];
  return actions.join() === "update" && changed.every((name) => left.includes(name));
}

/** Whether Terraform would protect the system again with it, the other way round. */
export function protects({ type, actions }: Proposal): boolean {
  return type === REPLICATION && actions.length === 1 && actions.every((action) => TURNS.includes(action));
}
