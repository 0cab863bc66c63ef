import type { PoolClient } from "pg";
import type { SiteStore } from "../shared/site-store";

/** An upload whose parts were all sent, and what became of it. */
export interface Upload {
  readonly titleId: string;
  readonly uploadId: string;
  readonly parts: number;
  /** Of all parts in a row. */
  readonly sha256: string;
  readonly state: "queued" | "processing" | "ready" | "failed";
  /** Why it failed, and what helps. */
  readonly reason?: string;
  /** What the media are called now. */
  readonly version?: string;
  readonly bytes?: number;
  readonly epoch: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What the client says of an upload when all is sent. */
export type Completion = Pick<Upload, "titleId" | "uploadId" | "parts" | "sha256">;

interface Row {
  readonly title_id: string;
  readonly upload_id: string;
  readonly parts: number;
  readonly sha256: string;
  readonly state: Upload["state"];
  readonly reason: string | null;
  readonly version: string | null;
  readonly bytes: string | null;
  readonly epoch: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

// One that failed begins anew, at the end of the row.
const COMPLETE = `
  INSERT INTO uploads (title_id, upload_id, parts, sha256, epoch) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (title_id, upload_id) DO UPDATE SET parts = EXCLUDED.parts, sha256 = EXCLUDED.sha256,
    state = 'queued', reason = NULL, place = DEFAULT, epoch = EXCLUDED.epoch, updated_at = now()
  WHERE uploads.state = 'failed'`;

/** The uploads in the site's database. */
export class Uploads {
  constructor(private readonly store: SiteStore) {}

  /**
   * Queues an upload. One that is known is left as it is, unless it has failed.
   *
   * @returns what is stored; its parts and SHA-256 may be others than those given.
   * @throws WriteRefused where this site may not write; errors of the database.
   */
  complete({ titleId, uploadId, parts, sha256 }: Completion): Promise<Upload> {
    return this.store.write(async (client, epoch) => {
      await client.query(COMPLETE, [titleId, uploadId, parts, sha256, epoch]);
      const stored = await find(client, titleId, uploadId);
      if (!stored) throw new Error("an upload vanished while it was stored");
      return stored;
    });
  }

  /** Looks an upload up. Works on a standby, too. */
  find(titleId: string, uploadId: string): Promise<Upload | undefined> {
    return this.store.read((client) => find(client, titleId, uploadId));
  }
}

async function find(client: PoolClient, titleId: string, uploadId: string): Promise<Upload | undefined> {
  const { rows } = await client.query<Row>(
    `SELECT title_id, upload_id, parts, sha256, state, reason, version, bytes, epoch, created_at, updated_at
     FROM uploads WHERE title_id = $1 AND upload_id = $2`,
    [titleId, uploadId],
  );
  return rows[0] && uploadOf(rows[0]);
}

function uploadOf({ reason, version, bytes, ...row }: Row): Upload {
  return {
    titleId: row.title_id,
    uploadId: row.upload_id,
    parts: row.parts,
    sha256: row.sha256,
    state: row.state,
    ...(reason !== null && { reason }),
    ...(version !== null && { version }),
    ...(bytes !== null && { bytes: Number(bytes) }),
    epoch: Number(row.epoch),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
