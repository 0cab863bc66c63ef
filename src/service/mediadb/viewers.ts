import type { PoolClient } from "pg";
import type { SiteStore } from "../shared/site-store";
import type { ViewerRequest } from "./viewer-request";

/** What is known of a viewer. */
export interface Viewer extends ViewerRequest {
  readonly id: string;
  /** The last day on which the viewer signed in, watched something or was changed, in UTC. */
  readonly lastSeenOn: string;
  /** The epoch in which it was changed last. */
  readonly epoch: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** How much an erasure has deleted from the database. */
export interface ErasedRows {
  readonly viewers: number;
  readonly historyEntries: number;
}

interface Row {
  readonly id: string;
  readonly display_name: string;
  readonly email: string;
  readonly country: string;
  readonly restricted: boolean;
  readonly last_seen_on: string;
  readonly epoch: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const TODAY = "(now() AT TIME ZONE 'UTC')::date";

// As text: a date has no time zone, and JavaScript's has.
const COLUMNS = `id, display_name, email, country, restricted, last_seen_on::text AS last_seen_on, epoch, created_at,
  updated_at`;

// A repetition changes nothing, so it can't be told from the first request.
const PUT = `
  INSERT INTO viewers (id, display_name, email, country, restricted, epoch) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (id) DO UPDATE SET display_name = EXCLUDED.display_name, email = EXCLUDED.email,
    country = EXCLUDED.country, restricted = EXCLUDED.restricted, last_seen_on = ${TODAY}, epoch = EXCLUDED.epoch,
    updated_at = now()
  WHERE (viewers.display_name, viewers.email, viewers.country, viewers.restricted)
    IS DISTINCT FROM (EXCLUDED.display_name, EXCLUDED.email, EXCLUDED.country, EXCLUDED.restricted)`;

// Once a day. Of who is restricted nothing new is written.
const SEEN = `
  UPDATE viewers SET last_seen_on = ${TODAY}, epoch = $2, updated_at = now()
  WHERE id = $1 AND NOT restricted AND last_seen_on < ${TODAY}`;

// A deletion fires no trigger: this change lets the database check the epoch first.
const CLAIM = "UPDATE viewers SET epoch = $2 WHERE id = $1";

/** The viewers in the site's database. */
export class Viewers {
  constructor(private readonly store: SiteStore) {}

  /**
   * Stores a viewer, in place of the one with this id.
   *
   * @throws WriteRefused where this site may not write; errors of the database.
   */
  put(id: string, { displayName, email, country, restricted }: ViewerRequest): Promise<Viewer> {
    return this.store.write(async (client, epoch) => {
      await client.query(PUT, [id, displayName, email, country, restricted, epoch]);
      const stored = await findViewer(client, id);
      if (!stored) throw new Error("a viewer vanished while it was stored");
      return stored;
    });
  }

  /** Looks a viewer up. Works on a standby, too. */
  find(id: string): Promise<Viewer | undefined> {
    return this.store.read((client) => findViewer(client, id));
  }

  /** Notes that a viewer is here. @returns whether there is such a viewer. @throws as `put` does. */
  see(id: string): Promise<boolean> {
    return this.store.write((client, epoch) => seeViewer(client, id, epoch));
  }

  /** Deletes all that the database has of a viewer, in one transaction. @throws as `put` does. */
  erase(id: string): Promise<ErasedRows> {
    return this.store.write(async (client, epoch) => {
      await client.query(CLAIM, [id, epoch]);
      const history = await client.query("DELETE FROM watch_history WHERE viewer_id = $1", [id]);
      const viewers = await client.query("DELETE FROM viewers WHERE id = $1", [id]);
      return { viewers: viewers.rowCount ?? 0, historyEntries: history.rowCount ?? 0 };
    });
  }
}

/** Looks a viewer up on a connection. */
export async function findViewer(client: PoolClient, id: string): Promise<Viewer | undefined> {
  const { rows } = await client.query<Row>(`SELECT ${COLUMNS} FROM viewers WHERE id = $1`, [id]);
  return rows[0] && viewerOf(rows[0]);
}

/** Notes within a transaction that a viewer is here. @returns whether there is such a viewer. */
export async function seeViewer(client: PoolClient, id: string, epoch: number): Promise<boolean> {
  await client.query(SEEN, [id, epoch]);
  const { rowCount } = await client.query("SELECT FROM viewers WHERE id = $1", [id]);
  return rowCount === 1;
}

function viewerOf(row: Row): Viewer {
  return {
    id: row.id,
    displayName: row.display_name,
    email: row.email,
    country: row.country,
    restricted: row.restricted,
    lastSeenOn: row.last_seen_on,
    epoch: Number(row.epoch),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
