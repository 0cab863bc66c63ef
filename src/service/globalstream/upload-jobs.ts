import { randomUUID } from "node:crypto";
import type { SiteStore } from "../shared/site-store";
import type { Completion } from "./uploads";

/** How long a job belongs to whoever has taken it, unless that is said anew. In seconds. */
export const LEASE_SECONDS = 60;

/** An upload that this task works on. */
export interface Job extends Completion {
  /** Who works on it: nobody else, and not this task at another time. */
  readonly worker: string;
}

/** Another task has taken the job: it must not be finished here. */
export class LeaseLost extends Error {
  constructor({ titleId, uploadId }: Job) {
    super(`the lease of upload ${uploadId} of title ${titleId} ran out`);
    this.name = "LeaseLost";
  }
}

/** Finds nothing where the job has another worker by now. */
const MINE = "title_id = $1 AND upload_id = $2 AND worker = $3 AND state = 'processing'";

// The first of each title only, so that what was sent last is what stays. What an older epoch has taken is nobody's.
const CLAIM = `
  UPDATE uploads SET state = 'processing', worker = $1, epoch = $2, updated_at = now(),
    lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
  WHERE (title_id, upload_id) = (
    SELECT title_id, upload_id FROM uploads one
    WHERE (state = 'queued' OR (state = 'processing' AND (lease_until < now() OR epoch < $2)))
      AND NOT EXISTS (
        SELECT FROM uploads before WHERE before.title_id = one.title_id AND before.place < one.place
          AND before.state IN ('queued', 'processing'))
    ORDER BY place LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING title_id AS "titleId", upload_id AS "uploadId", parts, sha256`;

/** The uploads as work. Every change belongs to the epoch, as all writes do. */
export class UploadJobs {
  constructor(private readonly store: SiteStore) {}

  /** Takes the next job; undefined without one. @throws WriteRefused; errors of the database. */
  claim(): Promise<Job | undefined> {
    const worker = randomUUID();
    return this.store.write(async (client, epoch) => {
      const { rows } = await client.query<Completion>(CLAIM, [worker, epoch]);
      return rows[0] && { ...rows[0], worker };
    });
  }

  /** Keeps a job for another while. @throws LeaseLost; WriteRefused; errors of the database. */
  renew(job: Job): Promise<void> {
    const lease = `lease_until = now() + make_interval(secs => ${LEASE_SECONDS})`;
    return this.change(job, lease, []);
  }

  /** Marks the media of the title as ready. @throws as `renew` does. */
  succeed(job: Job, version: string, bytes: number): Promise<void> {
    return this.change(job, "state = 'ready', version = $5, bytes = $6", [version, bytes]);
  }

  /** Ends a job that can't be done. @throws as `renew` does. */
  fail(job: Job, reason: string): Promise<void> {
    return this.change(job, "state = 'failed', reason = $5", [reason]);
  }

  private change(job: Job, fields: string, values: readonly unknown[]): Promise<void> {
    return this.store.write(async (client, epoch) => {
      const given = [job.titleId, job.uploadId, job.worker, epoch, ...values];
      const change = `UPDATE uploads SET ${fields}, epoch = $4, updated_at = now() WHERE ${MINE}`;
      const { rowCount } = await client.query(change, given);
      if (rowCount !== 1) throw new LeaseLost(job);
    });
  }
}
