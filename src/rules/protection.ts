import { addressedBlocks } from "../terraform/configuration";
import { isStateful } from "../terraform/stateful-types";
import type { Rule } from "./rule";
import type { Block } from "../terraform/configuration";

/** The argument by which a type protects itself against deletion, in whatever tool. */
const DELETION_PROTECTION: Readonly<Record<string, string>> = {
  aws_db_instance: "deletion_protection",
  aws_dynamodb_table: "deletion_protection_enabled",
  aws_rds_cluster: "deletion_protection",
  aws_rds_global_cluster: "deletion_protection",
};

/** What can make a last snapshot when it goes, with the argument that keeps it from doing so, where there is one. */
const FINAL_SNAPSHOT: ReadonlyMap<string, string | undefined> = new Map([
  ["aws_db_instance", "skip_final_snapshot"],
  ["aws_elasticache_replication_group", undefined],
  ["aws_rds_cluster", "skip_final_snapshot"],
]);

/** Design rule 13: what is protected can't be destroyed; what is not, goes without leftovers. */
export const protectionRule: Rule = {
  id: "protection",
  title: "Protected environments keep their stateful resources, the others leave nothing behind",
  check({ isProtected, configuration }) {
    return addressedBlocks(configuration)
      .filter(({ mode, type }) => mode === "resource" && isStateful(type))
      .flatMap(({ address, type, block }) =>
        (isProtected ? unprotected(type, block) : sticky(type, block)).map(
          (problem) => `${address}: ${problem}`,
        ),
      );
  },
};

function unprotected(type: string, block: Block): string[] {
  const argument = DELETION_PROTECTION[type];
  return [
    ...(preventsDestroy(block) ? [] : ["prevent_destroy is missing in a protected environment"]),
    ...(argument && block[argument] !== true ? [`${argument} must be true in a protected environment`] : []),
    ...(FINAL_SNAPSHOT.has(type) && !leavesSnapshot(FINAL_SNAPSHOT.get(type), block)
      ? ["a final snapshot is needed in a protected environment"]
      : []),
  ];
}

function sticky(type: string, block: Block): string[] {
  const argument = DELETION_PROTECTION[type];
  return [
    ...(preventsDestroy(block) ? ["prevent_destroy in an environment that must be destroyable"] : []),
    ...(argument && block[argument] === true
      ? [`${argument} in an environment that must be destroyable`]
      : []),
    ...(FINAL_SNAPSHOT.has(type) && !skipsSnapshot(FINAL_SNAPSHOT.get(type), block)
      ? ["a final snapshot would be left behind in an environment that must be destroyable"]
      : []),
    ...(type === "aws_secretsmanager_secret" && block.recovery_window_in_days !== 0
      ? ["recovery_window_in_days must be 0, else the name stays taken after a destroy"]
      : []),
    ...(type === "aws_backup_vault" && block.force_destroy !== true
      ? ["force_destroy must be true, else a vault with backups in it can't be destroyed"]
      : []),
  ];
}

/** Whether a destroy makes a last snapshot and gets past it. */
function leavesSnapshot(skippedBy: string | undefined, block: Block): boolean {
  return Boolean(block.final_snapshot_identifier) && (!skippedBy || block[skippedBy] !== true);
}

/** RDS makes one unless it is told not to; ElastiCache does where it is given a name for it. */
function skipsSnapshot(skippedBy: string | undefined, block: Block): boolean {
  return skippedBy ? block[skippedBy] === true : !block.final_snapshot_identifier;
}

function preventsDestroy(block: Block): boolean {
  const lifecycle = block.lifecycle as Block | undefined;
  return lifecycle?.prevent_destroy === true;
}
