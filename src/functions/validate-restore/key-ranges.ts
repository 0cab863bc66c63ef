import type { Client } from "pg";
import type { ComparedTable } from "./tables";

/** How many rows are looked at in one statement: a second or so, and some hundred kilobytes where they differ. */
const ROWS_OF_A_RANGE = 5000;

/** The values of a primary key, as texts. They may be somebody's data: they stay in memory. */
export type Key = readonly string[];

/** A part of a table in the order of its primary key. */
export interface KeyRange {
  /** Where it begins, not included. Undefined at the beginning of the table. */
  readonly after: Key | undefined;
  /** Where it ends, included. */
  readonly last: Key;
  /** How many rows of it there are in the live database. */
  readonly rows: number;
  /** How many of them were last changed before the cut. */
  readonly old: number;
  /** The MD5 of all of those. */
  readonly digest: string;
}

/** One row: the MD5 of its key, and that of its content. */
export type Digests = ReadonlyMap<string, string>;

/** Statements over one table, for rows that were last changed at the cut or before. */
export class KeyRanges {
  private readonly content: string;
  private readonly keyColumns: string;
  private readonly changedAt: string;

  constructor(
    private readonly table: ComparedTable & { readonly changedAt: string },
    private readonly cut: Date,
  ) {
    this.content = `md5(ROW(${table.columns.map((name) => `t.${name}`).join(", ")})::text)`;
    this.keyColumns = table.key.map(({ name }) => `t.${name}`).join(", ");
    this.changedAt = table.changedAt;
  }

  /** The next range of the live database, with its rows in one digest. Undefined at the end. */
  async next(live: Client, after: Key | undefined): Promise<KeyRange | undefined> {
    const keys = this.table.key.map((_, index) => `key_${index}`);
    const aliases = this.table.key.map(({ name }, index) => `t.${name} AS key_${index}`).join(", ");
    const { rows } = await live.query<Omit<KeyRange, "after">>(
      `WITH part AS MATERIALIZED (
        SELECT ${aliases}, ${this.changedAt} <= $1::timestamptz AS is_old, ${this.content} AS digest
        FROM ${this.table.name} t ${after ? `WHERE ${this.beyond(2)}` : ""}
        ORDER BY ${this.keyColumns} LIMIT ${ROWS_OF_A_RANGE}
      )
      SELECT count(*)::int AS rows, (count(*) FILTER (WHERE is_old))::int AS old,
        md5(coalesce(string_agg(digest, '' ORDER BY ${keys.join(", ")}) FILTER (WHERE is_old), '')) AS digest,
        (SELECT ARRAY[${keys.map((key) => `${key}::text`).join(", ")}] FROM part
          ORDER BY ${keys.map((key) => `${key} DESC`).join(", ")} LIMIT 1) AS last
      FROM part`,
      [this.cut, ...(after ?? [])],
    );
    const [found] = rows;
    return found && found.rows > 0 ? { ...found, after } : undefined;
  }

  /** What the restored database has in a range: the number of its old rows, and their digest. */
  async whole(restored: Client, range: KeyRange): Promise<Pick<KeyRange, "old" | "digest">> {
    const { rows } = await restored.query<Pick<KeyRange, "old" | "digest">>(
      `SELECT count(*)::int AS old, md5(coalesce(string_agg(${this.content}, '' ORDER BY ${this.keyColumns}), '')) AS digest
      FROM ${this.table.name} t WHERE ${this.changedAt} <= $1::timestamptz AND ${this.within(range)}`,
      [this.cut, ...range.last, ...(range.after ?? [])],
    );
    return rows[0] ?? { old: 0, digest: "" };
  }

  /** Each old row of a range in the live database. */
  async oldRows(live: Client, range: KeyRange): Promise<Digests> {
    return this.digests(live, `${this.changedAt} <= $1::timestamptz AND ${this.within(range)}`, [
      this.cut,
      ...range.last,
      ...(range.after ?? []),
    ]);
  }

  /** The rows of a range in the restored database that are asked for by the MD5 of their keys. */
  async rowsOf(restored: Client, range: KeyRange, keys: Iterable<string>): Promise<Digests> {
    return this.digests(restored, `md5(ROW(${this.keyColumns})::text) = ANY ($1) AND ${this.within(range)}`, [
      [...keys],
      ...range.last,
      ...(range.after ?? []),
    ]);
  }

  private async digests(client: Client, condition: string, values: readonly unknown[]): Promise<Digests> {
    const { rows } = await client.query<{ key: string; digest: string }>(
      `SELECT md5(ROW(${this.keyColumns})::text) AS key, ${this.content} AS digest
      FROM ${this.table.name} t WHERE ${condition}`,
      [...values],
    );
    return new Map(rows.map(({ key, digest }) => [key, digest]));
  }

  /** The last key stands in the parameters from the second on, the first one behind it. */
  private within({ after }: KeyRange): string {
    const upTo = `(${this.keyColumns}) <= (${this.parameters(2)})`;
    return after ? `${upTo} AND ${this.beyond(2 + this.table.key.length)}` : upTo;
  }

  private beyond(first: number): string {
    return `(${this.keyColumns}) > (${this.parameters(first)})`;
  }

  private parameters(first: number): string {
    return this.table.key.map(({ type }, index) => `$${first + index}::text::${type}`).join(", ");
  }
}
