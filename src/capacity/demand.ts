import type { Load, RequestKind } from "./load";

/** What one request of a kind asks of the parts behind the service. */
interface Asked {
  /** Reads that must see what was written a moment ago. */
  readonly writerReads: number;
  readonly readerReads: number;
  /** Transactions, however many statements each has. */
  readonly databaseWrites: number;
  readonly cacheOperations: number;
}

const NOTHING: Asked = { writerReads: 0, readerReads: 0, databaseWrites: 0, cacheOperations: 0 };

/** As the service's routes are written: titles and histories come from readers, viewers from the writer. */
const ASKED: Readonly<Record<RequestKind, Asked>> = {
  readTitle: { ...NOTHING, readerReads: 1 },
  readSession: { ...NOTHING, cacheOperations: 1 },
  writeHistory: { ...NOTHING, databaseWrites: 1 },
  readHistory: { ...NOTHING, readerReads: 1 },
  readViewer: { ...NOTHING, writerReads: 1 },
  readMedia: { ...NOTHING, readerReads: 1 },
  writeSession: { ...NOTHING, writerReads: 1, cacheOperations: 2 },
};

/** What some users ask for, each second. */
export interface Demand extends Asked {
  /** Requests to the service. */
  readonly requests: number;
  /** Requests with events, which no task sees. */
  readonly batches: number;
  readonly records: number;
  readonly recordBytes: number;
  readonly fileBytes: number;
  readonly answerBytes: number;
  /** What the cache holds at any time. */
  readonly sessionBytes: number;
}

/** What users who watch at the same time ask for. */
export function demandOf(users: number, load: Load): Demand {
  const requests = (users * load.requestsPerMinute) / 60;
  const records = (users * load.eventsPerMinute) / 60;
  const kinds = Object.keys(ASKED) as RequestKind[];
  const asked = (what: keyof Asked) =>
    kinds.reduce((sum, kind) => sum + requests * load.mix[kind] * ASKED[kind][what], 0);
  const fileBytes = requests * load.mix.readMedia * load.mediaBytes;
  return {
    requests,
    batches: records / load.eventsPerBatch,
    records,
    recordBytes: records * load.eventBytes,
    writerReads: asked("writerReads"),
    readerReads: asked("readerReads"),
    databaseWrites: asked("databaseWrites"),
    cacheOperations: asked("cacheOperations"),
    fileBytes,
    answerBytes: fileBytes + requests * (1 - load.mix.readMedia) * load.answerBytes,
    sessionBytes: users * load.sessionsPerUser * load.sessionBytes,
  };
}
