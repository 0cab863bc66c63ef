import { CANARY_SCHEMA, EPOCH_SCHEMA } from "../shared/schema";
import { TITLE_SCHEMA } from "../shared/titles/title-schema";

/** Whoever compares a restored database with the living one goes by these two columns: every table has them. */
const TIMES = `
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    updated_at timestamptz(3) NOT NULL DEFAULT now()`;

/** The tables that other services have without these columns, or with others. */
const TIMES_OF_SHARED_TABLES = `
  ALTER TABLE schema_version
    ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now();
  ALTER TABLE site_epoch
    ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamptz(3) GENERATED ALWAYS AS (raised_at) STORED;
  ALTER TABLE canaries
    ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamptz(3) GENERATED ALWAYS AS (stored_at) STORED;
  `;

/** Viewers, and what they watched: all personal data that the database holds. */
const VIEWER_SCHEMA = `
  CREATE TABLE viewers (
    -- Random, so that it says nothing of anybody once the row is gone.
    id uuid PRIMARY KEY,
    display_name text NOT NULL,
    email text NOT NULL,
    country text NOT NULL,
    -- Kept, and used for nothing else (article 18 of the GDPR).
    restricted boolean NOT NULL,
    -- A day is enough to tell who has left.
    last_seen_on date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
    epoch bigint NOT NULL,
    ${TIMES}
  );
  CREATE INDEX viewers_by_last_seen ON viewers (last_seen_on);
  CREATE TRIGGER one_epoch BEFORE INSERT OR UPDATE ON viewers
    FOR EACH ROW EXECUTE FUNCTION refuse_other_epoch();

  CREATE TABLE watch_history (
    viewer_id uuid NOT NULL REFERENCES viewers ON DELETE CASCADE,
    title_id text COLLATE "C" NOT NULL REFERENCES titles,
    watched_at timestamptz(3) NOT NULL,
    position_seconds integer NOT NULL,
    epoch bigint NOT NULL,
    ${TIMES},
    PRIMARY KEY (viewer_id, watched_at, title_id)
  );
  CREATE INDEX watch_history_by_time ON watch_history (watched_at);
  CREATE TRIGGER one_epoch BEFORE INSERT OR UPDATE ON watch_history
    FOR EACH ROW EXECUTE FUNCTION refuse_other_epoch();
  `;

/** Every table that the changes below make: whoever restores a backup looks for them. */
export const TABLES: readonly string[] = [
  "canaries",
  "schema_version",
  "site_epoch",
  "titles",
  "viewers",
  "watch_history",
];

/**
 * The changes that make the schema, oldest first. Never edit one that was released: add another. Each must leave a
 * schema that the service before it can work with, since both run during a deployment.
 */
export const MIGRATIONS: readonly string[] = [
  `${EPOCH_SCHEMA}
  ${TITLE_SCHEMA}
  ${CANARY_SCHEMA}
  ${VIEWER_SCHEMA}
  ${TIMES_OF_SHARED_TABLES}`,
];
