/** The table of titles. Released, as part of the first migration of the services that have titles. */
export const TITLE_SCHEMA = `
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
  `;
