import { addressedBlocks, type Block } from "../terraform/configuration";
import type { Rule } from "./rule";

/** Arguments that a failover changes behind Terraform's back, by type. A plan that wants them back undoes it. */
const MUST_IGNORE: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ["replicate_source_db"],
  aws_dynamodb_table_item: ["item"],
  aws_ecs_service: ["desired_count"],
  aws_rds_cluster: ["global_cluster_identifier", "replication_source_identifier"],
};

/** What a member that only follows inherits, and must not set. */
const INHERITED = ["database_name", "master_username", "master_password_wo", "manage_master_user_password"];

/** Design rule 5: no plan ever undoes a failover. */
export const movedByFailoverRule: Rule = {
  id: "moved-by-failover",
  title: "What a failover moves is ignored by Terraform, and no output depends on a role",
  check({ site, configuration }) {
    const blocks = addressedBlocks(configuration).filter(({ mode }) => mode === "resource");
    const notIgnored = blocks.flatMap(({ address, type, block }) =>
      (MUST_IGNORE[type] ?? [])
        .filter((argument) => !ignoredChanges(block).includes(argument))
        .map((argument) => `${address}: lifecycle.ignore_changes must name ${argument}`),
    );
    const inherited = blocks
      .filter(
        ({ type, block }) => site === "dr" && type === "aws_rds_cluster" && block.global_cluster_identifier,
      )
      .flatMap(({ address, block }) =>
        INHERITED.filter((argument) => block[argument] !== undefined).map(
          (argument) => `${address}: a follower inherits ${argument}, so it must not set it`,
        ),
      );
    return [...notIgnored, ...inherited, ...roleOutputs(configuration.output)];
  },
};

function ignoredChanges(block: Block): readonly unknown[] {
  const lifecycle = block.lifecycle as { ignore_changes?: readonly unknown[] } | undefined;
  return lifecycle?.ignore_changes ?? [];
}

/** A changed output alone makes `plan -detailed-exitcode` answer 2. */
function roleOutputs(outputs: Readonly<Record<string, Block>> = {}): string[] {
  return Object.entries(outputs)
    .filter(([, { value }]) => JSON.stringify(value ?? "").includes("active-site"))
    .map(([name]) => `output ${name} depends on the role: a failover alone would change the plan`);
}
