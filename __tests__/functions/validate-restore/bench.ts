import { readFileSync } from "node:fs";
import { Client, escapeIdentifier } from "pg";
import { connect, type Place } from "../../../src/functions/validate-restore/database";
import { Deadline } from "../../../src/functions/validate-restore/deadline";
import type { Report } from "../../../src/functions/validate-restore/report";
import { validate, type ValidateProps } from "../../../src/functions/validate-restore/validate";
import { MIGRATIONS } from "../../../src/service/globalstream/schema";
import type { Postgres } from "../../support/postgres";

export const SERVICE = { username: "service", password: "password-of-the-service" };
export const GROUP = "media_service";

/** When the backup was made. */
export const RECOVERY_POINT = new Date("2026-11-15T02:00:00Z");
export const BEFORE = "2026-11-14T12:00:00Z";
export const AFTER = "2026-11-15T08:00:00Z";

/** More rows than one range has. */
export const PLAYS = 6000;

/** What no service of this project has: names to quote, keys of two columns, a table without times, one without a key. */
const MORE = `
  CREATE TYPE mood AS ENUM ('calm', 'wild');
  CREATE TABLE "Play Lists" (
    "Owner" text NOT NULL,
    position integer NOT NULL,
    mood mood NOT NULL DEFAULT 'calm',
    "created_at" timestamp NOT NULL,
    updated_at timestamptz,
    PRIMARY KEY ("Owner", position)
  );
  INSERT INTO "Play Lists" SELECT 'person' || n || '@example.org', n, 'calm', '${BEFORE}', NULL FROM generate_series(1, 300) n;
  CREATE TABLE plays (id uuid PRIMARY KEY, seconds numeric, updated_at timestamptz NOT NULL);
  INSERT INTO plays SELECT md5(n::text)::uuid, n, '${BEFORE}' FROM generate_series(1, ${PLAYS}) n;
  CREATE INDEX plays_by_length ON plays (seconds);
  CREATE TABLE regions (code text PRIMARY KEY);
  INSERT INTO regions SELECT 'region-' || n FROM generate_series(1, 50) n;
  CREATE TABLE notes (text text, created_at timestamptz);
  INSERT INTO notes SELECT 'note', '${BEFORE}' FROM generate_series(1, 50);
  CREATE VIEW long_plays AS SELECT id FROM plays WHERE seconds > 100;
  INSERT INTO titles (id, name, epoch, created_at, updated_at) SELECT 't' || n, 'Title', 0, '${BEFORE}', '${BEFORE}' FROM generate_series(1, 20) n;
  CREATE TABLE schema_version (version integer NOT NULL);
  INSERT INTO schema_version VALUES (1);`;

/** A live database and a restored one: as a snapshot of its storage, the copy of a database is one of its files. */
export class RestoreBench {
  private constructor(private readonly postgres: Postgres) {}

  /** Makes the database that both are copied from. */
  static async on(postgres: Postgres): Promise<RestoreBench> {
    const bench = new RestoreBench(postgres);
    await bench.asOwner(postgres.database, async (client) => {
      const group = escapeIdentifier(GROUP);
      await client.query(`CREATE ROLE ${group} NOLOGIN`);
      await client.query(`GRANT ${group} TO CURRENT_USER`);
      await client.query(`CREATE ROLE service LOGIN PASSWORD '${SERVICE.password}' IN ROLE ${group}`);
      await client.query(`ALTER ROLE service SET role TO ${group}`);
      await client.query("CREATE DATABASE origin");
    });
    await bench.asOwner("origin", (client) =>
      client.query(`CREATE SCHEMA AUTHORIZATION ${escapeIdentifier(GROUP)}`),
    );
    await bench.change("origin", [...MIGRATIONS, MORE].join(";"));
    return bench;
  }

  /** Makes both databases new. */
  async begin(): Promise<void> {
    await this.asOwner(this.postgres.database, async (client) => {
      for (const name of ["live", "restored"]) {
        await client.query(`DROP DATABASE IF EXISTS ${name}`);
        await client.query(`CREATE DATABASE ${name} TEMPLATE origin`);
      }
    });
  }

  /** Runs statements as the service. */
  async change(database: string, statements: string): Promise<void> {
    await this.run({ ...SERVICE, database }, async (client) => {
      await client.query(`SET search_path = ${escapeIdentifier(GROUP)}`);
      await client.query(statements);
    });
  }

  /** Makes a database empty, as the administrator. */
  async empty(database: string): Promise<void> {
    await this.asOwner(database, (client) => client.query(`DROP SCHEMA ${escapeIdentifier(GROUP)} CASCADE`));
  }

  /** Compares both, as the function does. */
  async validate(more: Partial<ValidateProps> = {}): Promise<Report> {
    const logins = [{ label: "AWSCURRENT", ...SERVICE }];
    const live = await connect(this.place("live"), logins);
    const restored = await connect(this.place("restored"), logins);
    try {
      return await validate({
        live,
        restored,
        recoveryPoint: RECOVERY_POINT,
        expectedTables: [],
        countTolerancePercent: 20,
        deadline: new Deadline(Date.now() + 60_000),
        ...more,
      });
    } finally {
      await live.end();
      await restored.end();
    }
  }

  place(label: Place["label"]): Place {
    const { host, port, caFile } = this.postgres;
    return { label, host, port, name: label, authorities: readFileSync(caFile, "utf8") };
  }

  private async asOwner(database: string, work: (client: Client) => Promise<unknown>): Promise<void> {
    await this.run({ ...this.postgres.administrator, database }, work);
  }

  private async run(
    { username: user, password, database }: typeof SERVICE & { readonly database: string },
    work: (client: Client) => Promise<unknown>,
  ): Promise<void> {
    const { host, port, caFile } = this.postgres;
    const client = new Client({ host, port, user, password, database, ssl: { ca: readFileSync(caFile) } });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }
}
