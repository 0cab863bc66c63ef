import type { PoolClient } from "pg";
import type { Site } from "../../config/site";
import type { Database } from "./database";
import type { RoleWatch } from "./role-watch";
import { EPOCH_LOCK } from "./schema";
import { WriteRefused } from "./write-refused";

interface State {
  /** How many of the migrations were done. */
  readonly version: number;
  readonly epoch: number;
}

/**
 * Prepares the database for the writes of an epoch: makes the schema, and tells the database the epoch, so that it
 * refuses whoever still writes in an older one. Only the active site does so.
 */
export class EpochFence {
  private preparing: { readonly epoch: number; readonly done: Promise<void> } | undefined;

  /** @param migrations the changes that make the service's schema, oldest first. */
  constructor(
    private readonly database: Database,
    private readonly watch: RoleWatch,
    private readonly site: Site,
    private readonly migrations: readonly string[],
  ) {}

  /**
   * Does it once an epoch; a failure is forgotten, so the next call tries again.
   *
   * @throws WriteRefused where the database has seen a newer epoch, or this site may not write any more.
   */
  prepare(epoch: number): Promise<void> {
    if (this.preparing?.epoch !== epoch) {
      const done = this.doPrepare(epoch).catch((error: unknown) => {
        this.forget();
        throw error;
      });
      this.preparing = { epoch, done };
    }
    return this.preparing.done;
  }

  /** The database lost what it was told: a promoted copy can be a second behind. */
  forget(): void {
    this.preparing = undefined;
  }

  private async doPrepare(epoch: number): Promise<void> {
    const found = await this.database.use("writer", (client) => stateOf(client));
    refuseNewer(found, epoch);
    // Most tasks find it done, and disturb nobody with a lock.
    if (found.version >= this.migrations.length && found.epoch === epoch) return;
    await this.database.transaction(async (client) => {
      await client.query(`SELECT pg_advisory_xact_lock(${EPOCH_LOCK})`);
      const state = await stateOf(client);
      refuseNewer(state, epoch);
      await migrate(client, state.version, this.migrations);
      await client.query("UPDATE site_epoch SET epoch = $1, site = $2, raised_at = now() WHERE epoch < $1", [
        epoch,
        this.site,
      ]);
      if (!this.watch.holds(epoch)) throw new WriteRefused(this.watch.standing().reasons);
    });
  }
}

function refuseNewer(state: State, epoch: number): void {
  if (state.epoch <= epoch) return;
  throw new WriteRefused([`the database is at epoch ${state.epoch}, the role record at ${epoch}`]);
}

async function stateOf(client: PoolClient): Promise<State> {
  // Not to_regclass: after waiting for the lock it may still answer from the connection's cache.
  const { rows } = await client.query<{ made: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'schema_version'
       AND relnamespace = current_schema()::regnamespace) AS made`,
  );
  if (!rows[0]?.made) return { version: 0, epoch: 0 };
  const state = await client.query<{ version: number; epoch: string }>(
    "SELECT version, epoch FROM schema_version, site_epoch",
  );
  return { version: Number(state.rows[0]?.version), epoch: Number(state.rows[0]?.epoch) };
}

async function migrate(client: PoolClient, version: number, migrations: readonly string[]): Promise<void> {
  if (version >= migrations.length) return;
  await client.query("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)");
  for (const migration of migrations.slice(version)) await client.query(migration);
  await client.query("DELETE FROM schema_version");
  await client.query("INSERT INTO schema_version (version) VALUES ($1)", [migrations.length]);
}
