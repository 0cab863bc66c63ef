import type { Client } from "pg";

/** Something that a schema is made of. */
export interface SchemaObject {
  readonly kind: "table" | "column" | "constraint" | "index" | "trigger" | "function" | "view";
  /** Quoted where PostgreSQL needs it, with all that it stands in: `schema.table.column`. */
  readonly name: string;
  readonly schema: string;
  /** The table that it belongs to, as tables are named here. Null for what belongs to none. */
  readonly table: string | null;
  /** What must be the same on both sides. */
  readonly definition: string;
}

/** The objects of a database by kind and name, and how many migrations each of its schemas has seen. */
export interface Schema {
  readonly objects: ReadonlyMap<string, SchemaObject>;
  /** By schema: the number in its table `schema_version`, where it has one. */
  readonly versions: ReadonlyMap<string, number>;
}

/** The system's own schemas are the same in every database, and what an extension made is as old as the extension. */
const OWN = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
const NOT_OF_EXTENSION = (catalog: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

const OBJECTS = `
  WITH relations AS (
    SELECT c.oid, c.relkind, n.nspname AS schema, format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OWN} AND ${NOT_OF_EXTENSION("pg_class", "c.oid")}
  ), tables AS (
    SELECT * FROM relations WHERE relkind IN ('r', 'p')
  )
  SELECT 'table' AS kind, name, schema, NULL AS table, relkind::text AS definition FROM tables
  UNION ALL
  SELECT 'column', format('%s.%I', t.name, a.attname), t.schema, t.name,
    concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
      a.attidentity::text, a.attgenerated::text, pg_get_expr(f.adbin, f.adrelid))
  FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
  UNION ALL
  SELECT 'constraint', format('%s.%I', t.name, k.conname), t.schema, t.name, pg_get_constraintdef(k.oid)
  FROM tables t JOIN pg_constraint k ON k.conrelid = t.oid
  UNION ALL
  SELECT 'index', format('%s.%I', t.name, x.relname), t.schema, t.name,
    concat_ws(' ', pg_get_indexdef(i.indexrelid), CASE WHEN NOT i.indisvalid THEN 'INVALID' END)
  FROM tables t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class x ON x.oid = i.indexrelid
  UNION ALL
  SELECT 'trigger', format('%s.%I', t.name, g.tgname), t.schema, t.name,
    concat_ws(' ', pg_get_triggerdef(g.oid), g.tgenabled::text)
  FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal
  UNION ALL
  SELECT 'view', name, schema, NULL, md5(pg_get_viewdef(oid)) FROM relations WHERE relkind IN ('v', 'm')
  UNION ALL
  SELECT 'function', format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
    n.nspname, NULL, md5(pg_get_functiondef(p.oid))
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE ${OWN} AND p.prokind IN ('f', 'p') AND ${NOT_OF_EXTENSION("pg_proc", "p.oid")}
  ORDER BY 1, 2`;

/** Tables in which services count their migrations, as far as this user may read them. */
const VERSION_TABLES = `
  SELECT n.nspname AS schema, format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'version' AND a.atttypid = 'integer'::regtype
  WHERE ${OWN} AND c.relname = 'schema_version' AND c.relkind = 'r' AND has_table_privilege(c.oid, 'SELECT')`;

/** Reads what a database is made of, whatever its schemas are called. */
export async function readSchema(client: Client): Promise<Schema> {
  const { rows } = await client.query<SchemaObject>(OBJECTS);
  const tables = await client.query<{ schema: string; name: string }>(VERSION_TABLES);
  const versions = new Map<string, number>();
  for (const { schema, name } of tables.rows) {
    const found = await client.query<{ version: number | null }>(
      `SELECT max(version) AS version FROM ${name}`,
    );
    const version = found.rows[0]?.version;
    if (typeof version === "number") versions.set(schema, version);
  }
  return { objects: new Map(rows.map((object) => [`${object.kind} ${object.name}`, object])), versions };
}
