import { CANARY_SCHEMA, EPOCH_SCHEMA } from "../shared/schema";

/**
 * The changes that make the schema, oldest first. Never edit one that was released: add another. Each must leave a
 * schema that the service before it can work with, since both run during a deployment.
 */
export const MIGRATIONS: readonly string[] = [
  `${EPOCH_SCHEMA}
  CREATE TABLE titles (
    -- Sorted by bytes: the order of the pages must not depend on a locale.
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    description text,
    released_on date,
    epoch bigint NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    updated_at timestamptz(3) NOT NULL DEFAULT now()
  );
  CREATE TRIGGER one_epoch BEFORE INSERT OR UPDATE ON titles
    FOR EACH ROW EXECUTE FUNCTION refuse_other_epoch();
  ${CANARY_SCHEMA}`,
];
