import type { PoolClient } from "pg";
import { CANARY_LOCK } from "./schema";
import type { SiteStore } from "./site-store";

/** A write that stands for all others: whether it survives a failover tells how much the failover has lost. */
export interface Canary {
  readonly name: string;
  /** When its writer wrote it, by the writer's clock. */
  readonly written: Date;
  /** The epoch in which it was taken. */
  readonly epoch: number;
  readonly storedAt: Date;
}

/** More are refused, so that nobody fills the database with them. */
export const MOST_CANARIES = 20;

interface Row {
  readonly name: string;
  readonly written: Date;
  readonly epoch: string;
  readonly stored_at: Date;
}

const COLUMNS = "name, written, epoch, stored_at";

const PUT = `
  INSERT INTO canaries (name, written, epoch)
  SELECT $1::text, $2::timestamptz, $3::bigint
  WHERE EXISTS (SELECT FROM canaries WHERE name = $1) OR (SELECT count(*) FROM canaries) < ${MOST_CANARIES}
  ON CONFLICT (name) DO UPDATE SET written = EXCLUDED.written, epoch = EXCLUDED.epoch, stored_at = now()
    WHERE canaries.written < EXCLUDED.written`;

/** The canaries in the site's database. */
export class Canaries {
  constructor(private readonly store: SiteStore) {}

  /**
   * Stores a canary, unless it is older than the one of this name.
   *
   * @returns what is stored under the name now; undefined where there are too many others.
   * @throws WriteRefused where this site may not write; errors of the database.
   */
  put(name: string, written: Date): Promise<Canary | undefined> {
    return this.store.write(async (client, epoch) => {
      // One after the other, or two new names could both be the last one.
      await client.query(`SELECT pg_advisory_xact_lock(${CANARY_LOCK})`);
      await client.query(PUT, [name, written.toISOString(), epoch]);
      return find(client, name);
    });
  }

  /** Looks a canary up. Works on a standby, too. */
  find(name: string): Promise<Canary | undefined> {
    return this.store.read((client) => find(client, name));
  }
}

async function find(client: PoolClient, name: string): Promise<Canary | undefined> {
  const { rows } = await client.query<Row>(`SELECT ${COLUMNS} FROM canaries WHERE name = $1`, [name]);
  const [row] = rows;
  return row && { name: row.name, written: row.written, epoch: Number(row.epoch), storedAt: row.stored_at };
}
