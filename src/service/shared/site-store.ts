import { DatabaseError, type PoolClient } from "pg";
import type { Database } from "./database";
import type { EpochFence } from "./epoch-fence";
import type { RoleWatch } from "./role-watch";
import { REFUSALS } from "./schema";
import { WriteRefused } from "./write-refused";

/** The site's database, used as the site's role allows. */
export class SiteStore {
  constructor(
    private readonly database: Database,
    private readonly watch: RoleWatch,
    private readonly fence: EpochFence,
  ) {}

  /**
   * Writes in one transaction, which belongs to one epoch. The work may be done more than once.
   *
   * @throws WriteRefused where this site may not write; errors of the database; what the work throws.
   */
  async write<T>(work: (client: PoolClient, epoch: number) => Promise<T>): Promise<T> {
    const { mayWrite, epoch, reasons } = this.watch.standing();
    if (!mayWrite || epoch === null) throw new WriteRefused(reasons);
    try {
      await this.fence.prepare(epoch);
      return await this.writeIn(epoch, work);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (error.code === REFUSALS.oldEpoch) throw new WriteRefused([error.message]);
      if (error.code !== REFUSALS.newEpoch) throw error;
      this.fence.forget();
      await this.fence.prepare(epoch);
      return this.writeIn(epoch, work);
    }
  }

  /** Reads the site's own copy: works on a standby, too. */
  read<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    // The writer has what was written a moment ago; where there is none, a reader has to do.
    return this.database.use(this.watch.standing().mayWrite ? "writer" : "reader", work);
  }

  /**
   * The same store for reads that may be behind: they go to the readers also where the site may write. Aurora's are behind by
   * tens of milliseconds as a rule (Aurora User Guide, "Replication with Amazon Aurora", read 2026-11), by no promise.
   */
  onReaders(): Pick<SiteStore, "read" | "write"> {
    return {
      read: (work) => this.database.use("reader", work),
      write: (work) => this.write(work),
    };
  }

  private writeIn<T>(epoch: number, work: (client: PoolClient, epoch: number) => Promise<T>): Promise<T> {
    return this.database.transaction(async (client) => {
      const result = await work(client, epoch);
      // The last moment before the commit: the role may have moved while the database worked.
      if (!this.watch.holds(epoch)) throw new WriteRefused(lostReasons(this.watch, epoch));
      return result;
    });
  }
}

/** Why a site may not write any more that could when the work began, in this epoch. */
export function lostReasons(watch: RoleWatch, epoch: number): readonly string[] {
  const { reasons, epoch: now } = watch.standing();
  return reasons.length > 0 ? reasons : [`epoch ${epoch} ended while the work was done; it is ${now} now`];
}
