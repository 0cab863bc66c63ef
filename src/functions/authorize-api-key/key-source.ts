import type { ApiKeys } from "../api-keys/content";
import { KeyRing } from "../api-keys/key-ring";

/** How long keys are taken as they were read, in milliseconds. */
const FRESH = 60_000;

/** How old they may be where a key is asked for that they lack: it may have been made since. In milliseconds. */
const FRESH_FOR_UNKNOWN_KEYS = 5_000;

/** How long a failed read is not repeated while there are keys, in milliseconds: no caller shall wait for it again. */
const PAUSE_AFTER_FAILURE = 30_000;

/** How long keys are taken while they can't be read again, in milliseconds: a key that was taken back must end some time. */
const LONGEST = 15 * 60_000;

/** Where keys come from. */
export interface KeySourceProps {
  readonly read: () => Promise<ApiKeys>;
  readonly now: () => Date;
  /** Is told of each failed read while the keys from before are still taken. */
  readonly onStale: (error: Error, ageSeconds: number) => void;
}

interface Known {
  readonly ring: KeyRing;
  readonly readAt: number;
}

/** The keys as they are in the secret, kept for a minute; and for a quarter of an hour where it can't be read. */
export class KeySource {
  private known: Known | undefined;
  private failedAt = -Infinity;

  constructor(private readonly props: KeySourceProps) {}

  /** @throws Error where the secret can't be read and no keys are known, or only too old ones. */
  async keys(): Promise<KeyRing> {
    return this.youngerThan(FRESH);
  }

  /** Keys that are fit to refuse somebody. */
  async keysForRefusal(): Promise<KeyRing> {
    return this.youngerThan(FRESH_FOR_UNKNOWN_KEYS);
  }

  private async youngerThan(age: number): Promise<KeyRing> {
    const now = this.props.now().getTime();
    const { known } = this;
    if (known && now - known.readAt < age) return known.ring;
    if (known && now - known.readAt < LONGEST) return this.refreshed(known, now);
    return this.read(now);
  }

  private async refreshed({ ring, readAt }: Known, now: number): Promise<KeyRing> {
    if (now - this.failedAt < PAUSE_AFTER_FAILURE) return ring;
    try {
      return await this.read(now);
    } catch (error) {
      this.failedAt = now;
      this.props.onStale(error as Error, (now - readAt) / 1000);
      return ring;
    }
  }

  private async read(readAt: number): Promise<KeyRing> {
    const ring = new KeyRing(await this.props.read());
    this.known = { ring, readAt };
    return ring;
  }
}
