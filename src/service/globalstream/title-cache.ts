import { z } from "zod";
import type { Log } from "../shared/logging";
import type { Title } from "../shared/titles/titles";

/** How long a title is kept, and how long one that changes is not. In seconds. */
const KEEP_SECONDS = 60;

/** A read waits no longer for the cache, in milliseconds: the database answers in a few. */
const ANSWER_WITHIN_MS = 100;

/** After a failure reads leave the cache alone for so long, in milliseconds. */
const PAUSE_MS = 1_000;

/** Stands for a title that is being changed: nobody may keep what was read before. */
const CHANGING = "";

const title = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  releasedOn: z.string().optional(),
  epoch: z.number(),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
});

/** The commands of Redis that it takes. */
export interface KeyValueStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, unit: "EX", seconds: number): Promise<unknown>;
  set(key: string, value: string, unit: "EX", seconds: number, when: "NX"): Promise<unknown>;
}

/** What a cache of titles is made from. */
export interface TitleCacheProps {
  readonly connect: () => Promise<KeyValueStore>;
  readonly log: Log;
  /** Milliseconds of a clock that is never set. @default - the process's monotonic clock */
  readonly now?: () => number;
}

/**
 * Titles in the site's Redis, by the epoch in which they were read: what was kept before a failover is never found after it.
 * It never fails and never takes long; where it is gone, nothing is found.
 */
export class TitleCache {
  private pausedUntil = -Infinity;
  private isDown = false;
  private readonly now: () => number;

  constructor(private readonly props: TitleCacheProps) {
    this.now = props.now ?? (() => performance.now());
  }

  /** The title as it was kept; "changing" where it must be neither found nor kept; undefined without it. */
  async find(epoch: number, id: string): Promise<Title | "changing" | undefined> {
    if (this.now() < this.pausedUntil) return undefined;
    const found = await this.attempt((store) => store.get(keyOf(epoch, id)));
    if (found === CHANGING) return "changing";
    const { data } = title.safeParse(parsed(found));
    return data?.id === id ? (data as Title) : undefined;
  }

  /** Keeps a title, unless there is one, or it is being changed. */
  async keep(epoch: number, given: Title): Promise<void> {
    if (this.now() < this.pausedUntil) return;
    const text = JSON.stringify(given);
    await this.attempt((store) => store.set(keyOf(epoch, given.id), text, "EX", KEEP_SECONDS, "NX"));
  }

  /** Lets go of a title that is going to change. For a minute nobody keeps it: a slow reader may still hold the old one. */
  async forget(epoch: number, id: string): Promise<void> {
    await this.attempt((store) => store.set(keyOf(epoch, id), CHANGING, "EX", KEEP_SECONDS));
  }

  private async attempt<T>(work: (store: KeyValueStore) => Promise<T>): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const error = new Error(`the cache did not answer within ${ANSWER_WITHIN_MS} ms`);
      timer = setTimeout(() => reject(error), ANSWER_WITHIN_MS);
    });
    try {
      const result = await Promise.race([this.props.connect().then(work), late]);
      if (this.isDown) this.props.log.info({}, "the cache answers again");
      this.isDown = false;
      return result;
    } catch (err) {
      // Said once, not with every read.
      if (!this.isDown)
        this.props.log.warn({ err }, "the cache does not answer; titles come from the database");
      this.isDown = true;
      this.pausedUntil = this.now() + PAUSE_MS;
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}

function keyOf(epoch: number, id: string): string {
  return `title:${epoch}:${id}`;
}

function parsed(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
