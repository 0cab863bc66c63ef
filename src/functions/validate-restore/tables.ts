import { escapeIdentifier, type Client } from "pg";

interface Column {
  readonly name: string;
  readonly type: string;
}

interface Described {
  readonly name: string;
  readonly readable: boolean;
  readonly estimate: number;
  readonly columns: readonly Column[] | null;
  readonly key: readonly string[] | null;
}

/** A table that both databases have, as far as they have the same. All names are quoted. */
export interface ComparedTable {
  /** `schema.table` */
  readonly name: string;
  /** About how many rows it has: the database's own estimate, -1 where it has none. */
  readonly estimate: number;
  /** Columns of the same name and type on both sides. */
  readonly columns: readonly string[];
  /** The columns of the primary key, in its order. Empty where there is none that both have. */
  readonly key: readonly Column[];
  /** SQL for when a row was last changed, over the table under the name `t`; undefined where no column says it. */
  readonly changedAt: string | undefined;
}

/** Which columns say when a row was written. The services' own tables have both, or the second one where rows never change. */
const TIMES = ["updated_at", "created_at"];

const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name, c.reltuples::float8 AS estimate,
    has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS readable,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attname)
      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT json_agg(a.attname ORDER BY k.place)
      FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k (number, place)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
      WHERE i.indrelid = c.oid AND i.indisprimary) AS key
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND NOT EXISTS (SELECT FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY 1`;

/** What can be compared: the small tables first. */
export interface TablesOfBoth {
  readonly tables: readonly ComparedTable[];
  /** Tables that this user may not read in the live database. */
  readonly unreadable: readonly string[];
  /** Tables that this user may read in the live database, and not in the restored one: a service would not get on with it. */
  readonly closed: readonly string[];
}

/** Finds the tables that both databases have. */
export async function tablesOfBoth(live: Client, restored: Client): Promise<TablesOfBoth> {
  const here = (await live.query<Described>(TABLES)).rows;
  const there = new Map((await restored.query<Described>(TABLES)).rows.map((table) => [table.name, table]));
  const common = here.filter(({ name }) => there.has(name));
  const readable = common.filter((table) => table.readable);
  const isOpen = ({ name }: Described) => there.get(name)?.readable === true;
  return {
    tables: readable
      .filter(isOpen)
      .map((table) => compared(table, there.get(table.name)?.columns ?? []))
      .sort((one, other) => one.estimate - other.estimate),
    unreadable: common.filter((table) => !table.readable).map(({ name }) => name),
    closed: readable.filter((table) => !isOpen(table)).map(({ name }) => name),
  };
}

function compared(table: Described, others: readonly Column[]): ComparedTable {
  const columns = (table.columns ?? []).filter((column) =>
    others.some(({ name, type }) => name === column.name && type === column.type),
  );
  const key = (table.key ?? []).flatMap((name) => columns.filter((column) => column.name === name));
  const times = columns.filter(({ name, type }) => TIMES.includes(name) && type.startsWith("timestamp"));
  return {
    name: table.name,
    estimate: table.estimate,
    columns: columns.map(({ name }) => escapeIdentifier(name)),
    key:
      key.length === table.key?.length
        ? key.map(({ name, type }) => ({ name: escapeIdentifier(name), type }))
        : [],
    changedAt:
      times.length === 0
        ? undefined
        : `greatest(${times.map(({ name }) => `t.${escapeIdentifier(name)}::timestamptz`).join(", ")})`,
  };
}
