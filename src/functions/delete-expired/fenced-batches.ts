import type { Client } from "pg";
import { EPOCH_LOCK } from "../../service/shared/schema";
import { RotationError } from "../rotation/errors";

/** Deletes in small transactions, each of them only as long as the site's epoch goes on. */
export class FencedBatches {
  private constructor(
    private readonly client: Client,
    private readonly epoch: string,
  ) {}

  /**
   * Looks whether the database is the active site's.
   *
   * @returns undefined where no service has made its tables yet: there is nothing to delete.
   * @throws RotationError where the other site was the last one to write to it.
   */
  static async of(client: Client, site: string): Promise<FencedBatches | undefined> {
    const made = await client.query<{ made: boolean }>("SELECT to_regclass('viewers') IS NOT NULL AS made");
    if (!made.rows[0]?.made) return undefined;
    const { rows } = await client.query<{ epoch: string; site: string }>(
      "SELECT epoch, site FROM site_epoch",
    );
    const [row] = rows;
    if (row?.site === site) return new FencedBatches(client, row.epoch);
    throw new RotationError(
      `the database belongs to the site ${row?.site}, and this function deletes for ${site}`,
    );
  }

  /**
   * Runs one statement as a transaction.
   *
   * @returns how many rows it has changed.
   * @throws RotationError where another epoch has begun.
   */
  async run(statement: string, values: readonly unknown[]): Promise<number> {
    await this.client.query("BEGIN");
    try {
      // Held to the end of the transaction: no other epoch begins meanwhile.
      await this.client.query(`SELECT pg_advisory_xact_lock_shared(${EPOCH_LOCK})`);
      const { rows } = await this.client.query<{ epoch: string }>("SELECT epoch FROM site_epoch");
      if (rows[0]?.epoch !== this.epoch) {
        throw new RotationError(`epoch ${this.epoch} is over: the database is at epoch ${rows[0]?.epoch}`);
      }
      const { rowCount } = await this.client.query(statement, [...values]);
      await this.client.query("COMMIT");
      return rowCount ?? 0;
    } catch (error) {
      await this.client.query("ROLLBACK").catch(() => {});
      throw error;
    }
  }

  /** Reads, outside of any transaction. */
  async ids(statement: string, values: readonly unknown[]): Promise<string[]> {
    const { rows } = await this.client.query<{ id: string }>(statement, [...values]);
    return rows.map(({ id }) => id);
  }
}
