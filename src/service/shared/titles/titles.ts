import type { PoolClient } from "pg";
import type { SiteStore } from "../site-store";
import type { PageRequest, TitleRequest } from "./title-request";

/** What is known of a film or a series. */
export interface Title extends TitleRequest {
  readonly id: string;
  /** The epoch in which it was changed last. */
  readonly epoch: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A part of the list of titles, by their ids. */
export interface Page {
  readonly titles: readonly Title[];
  /** What the next page is asked for with; missing on the last one. */
  readonly after?: string;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly released_on: string | null;
  readonly epoch: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

// As text: a date has no time zone, and JavaScript's has.
const COLUMNS = "id, name, description, released_on::text AS released_on, epoch, created_at, updated_at";

// A repetition changes nothing, so it can't be told from the first request.
const PUT = `
  INSERT INTO titles (id, name, description, released_on, epoch) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, description = EXCLUDED.description,
    released_on = EXCLUDED.released_on, epoch = EXCLUDED.epoch, updated_at = now()
  WHERE (titles.name, titles.description, titles.released_on)
    IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.description, EXCLUDED.released_on)`;

/** The titles in the site's database. */
export class Titles {
  constructor(private readonly store: Pick<SiteStore, "read" | "write">) {}

  /**
   * Stores a title, in place of the one with this id.
   *
   * @throws WriteRefused where this site may not write; errors of the database.
   */
  put(id: string, { name, description, releasedOn }: TitleRequest): Promise<Title> {
    return this.store.write(async (client, epoch) => {
      await client.query(PUT, [id, name, description ?? null, releasedOn ?? null, epoch]);
      const stored = await find(client, id);
      if (!stored) throw new Error("a title vanished while it was stored");
      return stored;
    });
  }

  /** Looks a title up. Works on a standby, too. */
  find(id: string): Promise<Title | undefined> {
    return this.store.read((client) => find(client, id));
  }

  /** A page of titles, in the order of their ids. Works on a standby, too. */
  list({ after, limit }: PageRequest): Promise<Page> {
    return this.store.read(async (client) => {
      const { rows } = await client.query<Row>(
        `SELECT ${COLUMNS} FROM titles WHERE id > $1 ORDER BY id LIMIT $2`,
        // One more than asked for tells whether there is another page.
        [after ?? "", limit + 1],
      );
      const titles = rows.slice(0, limit).map(titleOf);
      return { titles, ...(rows.length > limit && { after: titles.at(-1)!.id }) };
    });
  }
}

async function find(client: PoolClient, id: string): Promise<Title | undefined> {
  const { rows } = await client.query<Row>(`SELECT ${COLUMNS} FROM titles WHERE id = $1`, [id]);
  return rows[0] && titleOf(rows[0]);
}

function titleOf(row: Row): Title {
  return {
    id: row.id,
    name: row.name,
    ...(row.description !== null && { description: row.description }),
    ...(row.released_on !== null && { releasedOn: row.released_on }),
    epoch: Number(row.epoch),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
