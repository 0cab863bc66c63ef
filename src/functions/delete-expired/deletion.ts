import type { FencedBatches } from "./fenced-batches";
import type { RetentionRules } from "./settings";

/** Entries of the history in one transaction: far below a second of work. */
const HISTORY_BATCH = 1_000;

/** Viewers in one transaction: each may take thousands of entries of the history with it. */
const VIEWER_BATCH = 20;

/** Ids that are looked up at once. */
const LOOKUP_BATCH = 1_000;

// What is restricted is kept as it is until the person or the controller says otherwise (article 18 of the GDPR).
const DELETE_HISTORY = `
  DELETE FROM watch_history WHERE ctid IN (
    SELECT entry.ctid FROM watch_history AS entry JOIN viewers ON viewers.id = entry.viewer_id
    WHERE NOT viewers.restricted AND entry.watched_at < now() - make_interval(days => $1)
    ORDER BY entry.watched_at LIMIT ${HISTORY_BATCH} FOR UPDATE OF entry SKIP LOCKED)`;

const DELETE_INACTIVE = `
  DELETE FROM viewers WHERE id IN (
    SELECT id FROM viewers
    WHERE NOT restricted AND last_seen_on < (now() AT TIME ZONE 'UTC')::date - $1::integer
    ORDER BY last_seen_on LIMIT ${VIEWER_BATCH} FOR UPDATE SKIP LOCKED)`;

const FIND_ERASED = "SELECT id FROM viewers WHERE id = ANY($1::uuid[])";

// Restricted or not: it was asked for.
const DELETE_ERASED = "DELETE FROM viewers WHERE id = ANY($1::uuid[])";

/** What one run has deleted. */
export interface Deleted {
  readonly erasuresRepeated: number;
  readonly viewersDeleted: number;
  readonly historyDeleted: number;
  /** Whether nothing is left: else the next run goes on. */
  readonly isFinished: boolean;
}

/** What a run works with. */
export interface DeletionProps {
  readonly batches: FencedBatches;
  /** The ids of all who were erased, page by page. */
  readonly erased: () => AsyncIterable<readonly string[]>;
  readonly rules: RetentionRules;
  /** Whether there is time for another batch. */
  readonly hasTime: () => boolean;
}

/** Deletes what has expired and erases again who was erased, as far as the time goes; the erasures first. */
export async function deleteExpired({ batches, erased, rules, hasTime }: DeletionProps): Promise<Deleted> {
  let isFinished = true;
  /** Goes on until a batch is not full. */
  const drain = async (statement: string, days: number, batch: number) => {
    let deleted = 0;
    for (;;) {
      if (!hasTime()) {
        isFinished = false;
        return deleted;
      }
      const count = await batches.run(statement, [days]);
      deleted += count;
      if (count < batch) return deleted;
    }
  };
  const eraseAgain = async () => {
    let deleted = 0;
    for await (const page of erased()) {
      for (const ids of chunksOf(page, LOOKUP_BATCH)) {
        const present = await batches.ids(FIND_ERASED, [ids]);
        for (const some of chunksOf(present, VIEWER_BATCH)) {
          if (!hasTime()) {
            isFinished = false;
            return deleted;
          }
          deleted += await batches.run(DELETE_ERASED, [some]);
        }
      }
    }
    return deleted;
  };
  const erasuresRepeated = await eraseAgain();
  // Before the viewers, so that few entries are left that go with them.
  const historyDeleted = await drain(DELETE_HISTORY, rules.historyDays, HISTORY_BATCH);
  const viewersDeleted = await drain(DELETE_INACTIVE, rules.inactiveViewerDays, VIEWER_BATCH);
  return { erasuresRepeated, viewersDeleted, historyDeleted, isFinished };
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
