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

const FINAL_SNAPSHOT = new Set(["aws_db_instance", "aws_rds_cluster"]);

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
    ...(FINAL_SNAPSHOT.has(type) && (block.skip_final_snapshot === true || !block.final_snapshot_identifier)
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
    ...(FINAL_SNAPSHOT.has(type) && block.skip_final_snapshot !== true
      ? ["a final snapshot would be left behind in an environment that must be destroyable"]
      : []),
    ...(type === "aws_secretsmanager_secret" && block.recovery_window_in_days !== 0
      ? ["recovery_window_in_days must be 0, else the name stays taken after a destroy"]
      : []),
  ];
}

function preventsDestroy(block: Block): boolean {
  const lifecycle = block.lifecycle as Block | undefined;
  return lifecycle?.prevent_destroy === true;
}
