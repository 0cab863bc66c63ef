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
 * The changes that make the schema, oldest first. Never edit one that was released: add another. Each must leave a
 * schema that the service before it can work with, since both run during a deployment.
 */
export const MIGRATIONS: readonly string[] = [
  `
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

  CREATE TABLE payments (
    id uuid PRIMARY KEY,
    idempotency_key text NOT NULL UNIQUE,
    amount numeric NOT NULL CHECK (amount > 0),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    card_last_four text NOT NULL CHECK (card_last_four ~ '^[0-9]{4}$'),
    card_expiry date NOT NULL,
    epoch bigint NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now()
  );

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
  CREATE TRIGGER one_epoch BEFORE INSERT ON payments
    FOR EACH ROW EXECUTE FUNCTION refuse_other_epoch();
  `,
  `
  CREATE TABLE canaries (
    name text PRIMARY KEY,
    written timestamptz(3) NOT NULL,
    epoch bigint NOT NULL,
    stored_at timestamptz(3) NOT NULL DEFAULT now()
  );
  CREATE TRIGGER one_epoch BEFORE INSERT OR UPDATE ON canaries
    FOR EACH ROW EXECUTE FUNCTION refuse_other_epoch();
  `,
];
