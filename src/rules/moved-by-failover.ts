import { activeSiteParameterName } from "../constructs/failover/site-role";
import { addressedBlocks, type Block, type TerraformConfiguration } from "../terraform/configuration";
import type { Rule } from "./rule";

/** Arguments that a failover changes behind Terraform's back, by type. A plan that wants them back undoes it. */
const MUST_IGNORE: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ["replicate_source_db"],
  aws_dynamodb_table_item: ["item"],
  aws_ecs_service: ["desired_count"],
  // A destination reads back REPLICATING, which no configuration may say (provider documentation, read 2026-11).
  aws_efs_file_system: ["protection"],
  aws_elasticache_global_replication_group: [
    "automatic_failover_enabled",
    "cache_node_type",
    "engine_version",
    "num_node_groups",
    "primary_replication_group_id",
  ],
  aws_rds_cluster: ["global_cluster_identifier", "replication_source_identifier"],
};

/** What the global datastore decides for a replication group that has joined it. */
const DECIDED_GLOBALLY = ["automatic_failover_enabled", "engine_version", "node_type", "num_cache_clusters"];

/** What a member that only follows inherits, and must not set. */
const INHERITED = [
  "database_name",
  "master_username",
  "master_password",
  "master_password_wo",
  "manage_master_user_password",
];

/** Design rule 5: no plan ever undoes a failover. */
export const movedByFailoverRule: Rule = {
  id: "moved-by-failover",
  title: "What a failover moves is ignored by Terraform, and no output depends on a role",
  check({ system, suffix, site, configuration }) {
    const blocks = addressedBlocks(configuration).filter(({ mode }) => mode === "resource");
    const mirror = activeSiteParameterName(system, suffix);
    const notIgnored = blocks.flatMap(({ address, type, block }) =>
      (isMirror(type, block, mirror) ? ["insecure_value"] : mustIgnore(type, block))
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
    return [...notIgnored, ...inherited, ...roleOutputs(configuration, mirror)];
  },
};

function mustIgnore(type: string, block: Block): readonly string[] {
  const isMember = type === "aws_elasticache_replication_group" && block.global_replication_group_id;
  return isMember ? DECIDED_GLOBALLY : (MUST_IGNORE[type] ?? []);
}

/** Whether it is the parameter that shows Terraform the active site: every capacity follows it. */
function isMirror(type: string, block: Block, mirror: string): boolean {
  return type === "aws_ssm_parameter" && block.name === mirror;
}

function ignoredChanges(block: Block): readonly unknown[] {
  const lifecycle = block.lifecycle as { ignore_changes?: readonly unknown[] } | undefined;
  return lifecycle?.ignore_changes ?? [];
}

/** A changed output alone makes `plan -detailed-exitcode` answer 2. */
function roleOutputs(configuration: TerraformConfiguration, mirror: string): string[] {
  const references = roleReferences(configuration, mirror);
  return Object.entries(configuration.output ?? {})
    .filter(([, { value }]) => references.some((reference) => mentions(value, reference)))
    .map(([name]) => `output ${name} depends on the role: a failover alone would change the plan`);
}

/** What changes with the role: the mirror's own value, and every argument that is computed from it. */
function roleReferences(configuration: TerraformConfiguration, mirror: string): string[] {
  const blocks = addressedBlocks(configuration);
  const values = blocks
    .filter(({ type, block }) => isMirror(type, block, mirror))
    .flatMap(({ address }) => ["insecure_value", "value", "version"].map((name) => `${address}.${name}`));
  const followers = blocks.flatMap(({ address, block }) =>
    Object.entries(block)
      .filter(([, argument]) => values.some((value) => mentions(argument, value)))
      // Where even the count follows the role, every attribute comes and goes with it.
      .map(([name]) => (name === "count" ? address : `${address}.${name}`)),
  );
  return [...values, ...followers];
}

function mentions(value: unknown, reference: string): boolean {
  const text = JSON.stringify(value ?? "");
  return text.split(reference).some((after, index) => index > 0 && !/^[\w-]/.test(after));
}
