import { CANARY_SCHEMA, EPOCH_SCHEMA } from "../shared/schema";
import { TITLE_SCHEMA } from "../shared/titles/title-schema";

/**
 * The changes that make the schema, oldest first. Never edit one that was released: add another. Each must leave a
 * schema that the service before it can work with, since both run during a deployment.
 */
export const MIGRATIONS: readonly string[] = [
  `${EPOCH_SCHEMA}
  ${TITLE_SCHEMA}
  CREATE TABLE uploads (
    title_id text COLLATE "C" NOT NULL REFERENCES titles,
    upload_id text COLLATE "C" NOT NULL,
    parts integer NOT NULL CHECK (parts > 0),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'processing', 'ready', 'failed')),
    -- Why it failed.
    reason text,
    -- What was stored.
    version text,
    bytes bigint,
    -- The order of the work.
    place bigint GENERATED ALWAYS AS IDENTITY,
    -- Who works on it, and until when nobody else may.
    worker uuid,
    lease_until timestamptz,
    epoch bigint NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    updated_at timestamptz(3) NOT NULL DEFAULT now(),
    PRIMARY KEY (title_id, upload_id)
  );
  CREATE INDEX unfinished_uploads ON uploads (place) WHERE state IN ('queued', 'processing');
  CREATE TRIGGER one_epoch BEFORE INSERT OR UPDATE ON uploads
    FOR EACH ROW EXECUTE FUNCTION refuse_other_epoch();
  ${CANARY_SCHEMA}`,
];
