import type { Schema, SchemaObject } from "./schema";

/** How the restored schema differs from the live one. Each entry is a kind and a name. */
export interface SchemaDifferences {
  /** In the live database only, and no migration explains it. */
  readonly missing: readonly string[];
  /** In both, and not the same, and no migration explains it. */
  readonly different: readonly string[];
  /** Missing or different, in a schema that was migrated after the backup. */
  readonly newer: readonly string[];
  /** In the restored database only: taken away since. */
  readonly goneSince: readonly string[];
}

/**
 * Compares what both are made of. What belongs to a missing table is not listed beside it.
 *
 * A schema has been migrated since the backup where its `schema_version` is higher in the live database: then it may have
 * more than the backup, or something else. Everything else must be there as it is now.
 */
export function compareSchemas(live: Schema, restored: Schema): SchemaDifferences {
  const isMigrated = (schema: string) => {
    const before = restored.versions.get(schema);
    return before !== undefined && (live.versions.get(schema) ?? 0) > before;
  };
  const lacks = (key: string) => !restored.objects.has(key);
  const isOfMissingTable = ({ table }: SchemaObject) => table !== null && lacks(`table ${table}`);
  const missing: string[] = [];
  const different: string[] = [];
  const newer: string[] = [];
  for (const [key, object] of live.objects) {
    if (isOfMissingTable(object)) continue;
    if (restored.objects.get(key)?.definition === object.definition) continue;
    if (isMigrated(object.schema)) newer.push(key);
    else (lacks(key) ? missing : different).push(key);
  }
  const goneSince = [...restored.objects.keys()].filter((key) => !live.objects.has(key));
  return { missing, different, newer, goneSince };
}
