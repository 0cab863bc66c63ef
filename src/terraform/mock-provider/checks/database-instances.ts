import type { ResourceModel } from "../catalog";
import { problem } from "../server/diagnostics";
import type { Diagnostic } from "../server/messages";
import type { Store } from "../store/store";
import { isObject, type ObjectValue, type Value } from "../values/cty";

const INSTANCE = "aws_db_instance";

/** What no single argument of a database instance says of itself. Unknown values pass. */
export function instanceConfigProblems({ type }: ResourceModel, config: Value): Diagnostic[] {
  if (type !== INSTANCE || !isObject(config)) return [];
  const storage = config["allocated_storage"];
  const ceiling = config["max_allocated_storage"];
  const interval = config["monitoring_interval"];
  return [
    ...(typeof storage === "number" && typeof ceiling === "number" && ceiling > 0 && ceiling < storage
      ? [fault("max_allocated_storage", `${ceiling} is below allocated_storage, which is ${storage}`)]
      : []),
    ...(typeof interval === "number" && interval > 0 && config["monitoring_role_arn"] === null
      ? [fault("monitoring_role_arn", "is needed for a monitoring_interval above 0")]
      : []),
    ...(config["performance_insights_enabled"] !== true && config["performance_insights_kms_key_id"] !== null
      ? [fault("performance_insights_kms_key_id", "needs performance_insights_enabled")]
      : []),
  ];
}

/**
 * What a replica asks of its source (AWS provider, documentation of `aws_db_instance`: `replicate_source_db`,
 * `backup_retention_period`, `kms_key_id`). That the source exists is checked as for every reference.
 */
export function replicaProblems(
  { type }: ResourceModel,
  planned: ObjectValue,
  region: string,
  store: Store,
): Diagnostic[] {
  const named = planned["replicate_source_db"];
  const source = type === INSTANCE && typeof named === "string" ? sourceOf(named, region, store) : undefined;
  if (!source) return [];
  const { backup_retention_period: retention, storage_encrypted: encrypted } = source.attributes;
  return [
    ...(retention === 0
      ? [fault("replicate_source_db", `"${String(named)}" has no automated backups, so it can't be a source`)]
      : []),
    ...(encrypted === true && source.region !== region && typeof planned["kms_key_id"] !== "string"
      ? [
          fault(
            "kms_key_id",
            `is needed for the copy of an encrypted database of ${source.region}: a key of ${region}`,
          ),
        ]
      : []),
  ];
}

/** The source of a replica: by identifier in the own region, by ARN in another one. */
export function sourceOf(named: string, region: string, store: Store) {
  const [byArn] = store.find(INSTANCE, ["arn"], named);
  return byArn ?? store.find(INSTANCE, ["identifier"], named, region)[0];
}

function fault(argument: string, text: string): Diagnostic {
  return problem("Invalid database instance", `${argument}: ${text}.`, [argument]);
}
