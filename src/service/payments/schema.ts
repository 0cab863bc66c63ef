import { CANARY_SCHEMA, EPOCH_SCHEMA } from "../shared/schema";

/**
 * The changes that make the schema, oldest first. Never edit one that was released: add another. Each must leave a
 * schema that the service before it can work with, since both run during a deployment.
 */
export const MIGRATIONS: readonly string[] = [
  `${EPOCH_SCHEMA}
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
  CREATE TRIGGER one_epoch BEFORE INSERT ON payments
    FOR EACH ROW EXECUTE FUNCTION refuse_other_epoch();
  `,
  CANARY_SCHEMA,
];
