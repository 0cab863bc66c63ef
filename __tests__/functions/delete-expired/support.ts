import type { Service } from "../../../src/service/shared/service";
import type { MediadbWorld } from "../../service/mediadb/support";
import { newViewerId, titleRequest } from "../../service/mediadb/support";
import type { Stage } from "../../service/stage";

/** What the function is told in a world; with short times. */
export function variablesOf({ variables }: MediadbWorld): Record<string, string> {
  return { ...variables, HISTORY_DAYS: "30", INACTIVE_VIEWER_DAYS: "90" };
}

/** A viewer of a test. */
export interface Given {
  readonly seenDaysAgo?: number;
  readonly restricted?: boolean;
  /** How old the entries of the history are, in days. */
  readonly history?: readonly number[];
}

/** The database of a test, with tables that the service has made. */
export class RetentionBench {
  private constructor(private readonly stage: Stage<MediadbWorld>) {}

  /** Lets the service make its tables, and empties them. */
  static async on(stage: Stage<MediadbWorld>): Promise<RetentionBench> {
    const service: Service = await stage.makeActive();
    await service.server.inject(titleRequest("ebb"));
    await stage.world.sql("DELETE FROM viewers");
    return new RetentionBench(stage);
  }

  /** Stores a viewer as it would stand there after some days. Answers its id. */
  async give(
    { seenDaysAgo = 0, restricted = false, history = [] }: Given,
    id = newViewerId(),
  ): Promise<string> {
    const { sql } = this.stage.world;
    const { epoch } = this.stage;
    await sql(
      `INSERT INTO viewers (id, display_name, email, country, restricted, last_seen_on, epoch)
       VALUES ($1, 'Ada Lovelace', 'ada@example.com', 'DE', $2, (now() AT TIME ZONE 'UTC')::date - $3::integer, $4)`,
      [id, restricted, seenDaysAgo, epoch],
    );
    await sql(
      `INSERT INTO watch_history (viewer_id, title_id, watched_at, position_seconds, epoch)
       SELECT $1, 'ebb', now() - make_interval(secs => days * 86400) - make_interval(secs => place * 0.001), 60, $3
       FROM unnest($2::float8[]) WITH ORDINALITY AS given (days, place)`,
      [id, history, epoch],
    );
    return id;
  }

  /** The viewers that are left, each with the ages of its history in whole days, the youngest first. */
  async left(): Promise<Record<string, number[]>> {
    const rows = await this.stage.world.sql<{ id: string; ages: number[] }>(
      `SELECT id, coalesce(array_agg(round(extract(epoch FROM now() - watched_at) / 86400)::integer
         ORDER BY watched_at DESC) FILTER (WHERE viewer_id IS NOT NULL), '{}') AS ages
       FROM viewers LEFT JOIN watch_history ON viewer_id = id GROUP BY id`,
    );
    return Object.fromEntries(rows.map(({ id, ages }) => [id, ages]));
  }
}
