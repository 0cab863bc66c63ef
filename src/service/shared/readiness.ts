import type { Database } from "./database";
import type { EpochFence } from "./epoch-fence";
import type { Log } from "./logging";
import type { Standing } from "./role";
import type { RoleWatch } from "./role-watch";
import { WriteRefused } from "./write-refused";

/** Says whether a write would be taken now: by the role, and by the database. */
export class Readiness {
  constructor(
    private readonly watch: RoleWatch,
    private readonly fence: EpochFence,
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  /** The site's standing, with what the database has against it. A site that may not write anyway does not ask it. */
  async check(): Promise<Standing> {
    const standing = this.watch.standing();
    if (!standing.mayWrite || standing.epoch === null) return standing;
    try {
      const reasons = await this.database.use("writer", async (client) => {
        const { rows } = await client.query<{ recovering: boolean; readOnly: string }>(
          `SELECT pg_is_in_recovery() AS recovering, current_setting('transaction_read_only') AS "readOnly"`,
        );
        if (rows[0]?.recovering) return ["the database is a copy that has not been promoted"];
        return rows[0]?.readOnly === "on" ? ["the database is read-only"] : [];
      });
      // A connection to a former writer keeps saying so; the next check makes a new one.
      if (reasons.length > 0) this.database.dropConnections();
      else await this.fence.prepare(standing.epoch);
      return { ...standing, mayWrite: reasons.length === 0, reasons };
    } catch (error) {
      if (error instanceof WriteRefused) return { ...standing, mayWrite: false, reasons: error.reasons };
      this.log.warn({ err: error }, "the database takes no writes");
      return { ...standing, mayWrite: false, reasons: ["the database takes no writes"] };
    }
  }
}
