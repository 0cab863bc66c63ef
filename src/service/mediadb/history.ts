import type { PoolClient } from "pg";
import type { SiteStore } from "../shared/site-store";
import { textOfPlace, type EntryRequest, type HistoryPageRequest } from "./history-request";
import { findViewer, seeViewer } from "./viewers";

/** What a viewer has watched, and up to where. */
export interface HistoryEntry extends EntryRequest {
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A part of a history, the newest entry first. */
export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** What the next page is asked for with; missing on the last one. */
  readonly before?: string;
}

/** Why an entry was not taken. */
export type NotTaken = "no viewer" | "no title" | "restricted";

interface Row {
  readonly title_id: string;
  readonly watched_at: Date;
  readonly position_seconds: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const COLUMNS = "title_id, watched_at, position_seconds, created_at, updated_at";

// A repetition changes nothing, so it can't be told from the first request.
const PUT = `
  INSERT INTO watch_history (viewer_id, title_id, watched_at, position_seconds, epoch) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (viewer_id, watched_at, title_id) DO UPDATE
    SET position_seconds = EXCLUDED.position_seconds, epoch = EXCLUDED.epoch, updated_at = now()
  WHERE watch_history.position_seconds <> EXCLUDED.position_seconds`;

const PAGE = `
  SELECT ${COLUMNS} FROM watch_history
  WHERE viewer_id = $1 AND ($2::timestamptz IS NULL OR (watched_at, title_id) < ($2, $3))
  ORDER BY watched_at DESC, title_id DESC LIMIT $4`;

/** What viewers have watched, in the site's database. */
export class History {
  constructor(private readonly store: Pick<SiteStore, "read" | "write">) {}

  /**
   * Stores an entry once for each title and time.
   *
   * @throws WriteRefused where this site may not write; errors of the database.
   */
  add(viewerId: string, entry: EntryRequest): Promise<HistoryEntry | NotTaken> {
    const { titleId, watchedAt, positionSeconds } = entry;
    return this.store.write(async (client, epoch) => {
      const { rows } = await client.query<{ restricted: boolean }>(
        // Whoever erases the viewer waits for this transaction, or this one finds nobody.
        "SELECT restricted FROM viewers WHERE id = $1 FOR KEY SHARE",
        [viewerId],
      );
      if (!rows[0]) return "no viewer";
      if (rows[0].restricted) return "restricted";
      const title = await client.query("SELECT FROM titles WHERE id = $1 FOR KEY SHARE", [titleId]);
      if (title.rowCount === 0) return "no title";
      await seeViewer(client, viewerId, epoch);
      await client.query(PUT, [viewerId, titleId, watchedAt, positionSeconds, epoch]);
      const stored = await client.query<Row>(
        `SELECT ${COLUMNS} FROM watch_history WHERE viewer_id = $1 AND watched_at = $2 AND title_id = $3`,
        [viewerId, watchedAt, titleId],
      );
      return entryOf(stored.rows[0]!);
    });
  }

  /** A page of a history; undefined where there is no such viewer. Works on a standby, too. */
  list(viewerId: string, page: HistoryPageRequest): Promise<HistoryPage | undefined> {
    return this.store.read(async (client) =>
      (await findViewer(client, viewerId)) ? pageOfHistory(client, viewerId, page) : undefined,
    );
  }
}

/** A page of a history, on a connection. */
export async function pageOfHistory(
  client: PoolClient,
  viewerId: string,
  { before, limit }: HistoryPageRequest,
): Promise<HistoryPage> {
  const { rows } = await client.query<Row>(PAGE, [
    viewerId,
    before?.watchedAt ?? null,
    before?.titleId ?? null,
    // One more than asked for tells whether there is another page.
    limit + 1,
  ]);
  const entries = rows.slice(0, limit).map(entryOf);
  return { entries, ...(rows.length > limit && { before: textOfPlace(entries.at(-1)!) }) };
}

function entryOf(row: Row): HistoryEntry {
  return {
    titleId: row.title_id,
    watchedAt: row.watched_at,
    positionSeconds: row.position_seconds,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
