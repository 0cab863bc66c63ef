/** SQLSTATEs of the database's own refusals; classes that start with S are nobody else's. */
export const REFUSALS = {
  /** The writer's epoch is older than the database's. */
  oldEpoch: "SB001",
  /** The database has not been told of the writer's epoch yet. */
  newEpoch: "SB002",
} as const;

/** Advisory lock: shared by whoever inserts, exclusive for whoever raises the epoch or changes the schema. */
export const EPOCH_LOCK = "5346, 1";

/** Advisory lock: taken by whoever writes a canary. */
export const CANARY_LOCK = "5346, 2";

/**
 * The epoch in a database, and the function `refuse_other_epoch`, which the triggers of all other tables call. Released:
 * part of the first migration of every service, so it is never edited.
 */
export const EPOCH_SCHEMA = `
  CREATE TABLE site_epoch (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch bigint NOT NULL,
    site text NOT NULL,
    raised_at timestamptz NOT NULL DEFAULT now()
  );
  INSERT INTO site_epoch (epoch, site) VALUES (0, 'none');

  CREATE FUNCTION refuse_lower_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND NEW.epoch >= OLD.epoch THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the epoch of a database only grows' USING ERRCODE = '${REFUSALS.oldEpoch}';
  END $$;
  CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON site_epoch
    FOR EACH ROW EXECUTE FUNCTION refuse_lower_epoch();

  CREATE FUNCTION refuse_other_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    current_epoch bigint;
  BEGIN
    -- Held to the end of the transaction: when an epoch has been raised, nothing older can be committed any more.
    PERFORM pg_advisory_xact_lock_shared(${EPOCH_LOCK});
    SELECT epoch INTO STRICT current_epoch FROM site_epoch;
    IF NEW.epoch < current_epoch THEN
      RAISE EXCEPTION 'epoch % is over: the database is at epoch %', NEW.epoch, current_epoch
        USING ERRCODE = '${REFUSALS.oldEpoch}';
    ELSIF NEW.epoch > current_epoch THEN
      RAISE EXCEPTION 'epoch % has not begun: the database is at epoch %', NEW.epoch, current_epoch
        USING ERRCODE = '${REFUSALS.newEpoch}';
    END IF;
    RETURN NEW;
  END $$;
  `;

/** The table of canaries. Released, as part of a migration of every service. */
export const CANARY_SCHEMA = `
  CREATE TABLE canaries (
    name text PRIMARY KEY,
    written timestamptz(3) NOT NULL,
    epoch bigint NOT NULL,
    stored_at timestamptz(3) NOT NULL DEFAULT now()
  );
  CREATE TRIGGER one_epoch BEFORE INSERT OR UPDATE ON canaries
    FOR EACH ROW EXECUTE FUNCTION refuse_other_epoch();
  `;
