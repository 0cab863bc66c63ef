import type { SiteStore } from "../shared/site-store";
import { pageOfHistory, type HistoryPage } from "./history";
import type { ViewerSessions } from "./viewer-sessions";
import { findViewer, type Viewer } from "./viewers";

/** Entries of a history in one answer: at most 250 bytes each, so that API Gateway takes the whole. */
const MOST_ENTRIES = 30_000;

/** All that the service has of a viewer. */
export interface ViewerExport {
  readonly exportedAt: Date;
  readonly viewer: Viewer;
  /** The newest entries; `before` is there where there are more, which the history answers page by page. */
  readonly history: HistoryPage;
  /** Those of the site that answers. */
  readonly sessions: readonly { readonly expiresAt: string }[];
}

/** Answers all that the service has of a viewer; undefined where there is none. @throws CacheUnavailable */
export async function exportViewer(
  store: SiteStore,
  sessions: ViewerSessions,
  id: string,
): Promise<ViewerExport | undefined> {
  const found = await store.read(async (client) => {
    // Of one moment: nothing is erased or added between the two questions.
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const viewer = await findViewer(client, id);
    const history = viewer && (await pageOfHistory(client, id, { before: undefined, limit: MOST_ENTRIES }));
    await client.query("COMMIT");
    return viewer && history && { viewer, history };
  });
  return found && { exportedAt: new Date(), ...found, sessions: await sessions.ofViewer(id) };
}
