import type { PoolClient } from "pg";
import { paymentIdOf, type PaymentRequest } from "./payment-request";
import type { SiteStore } from "../shared/site-store";

/** A payment as it is stored: of the card, only the last four digits and the expiry. */
export interface Payment {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly amount: { readonly value: string; readonly currency: string };
  readonly cardLastFour: string;
  /** The epoch in which it was taken. */
  readonly epoch: number;
  readonly createdAt: Date;
}

/** What became of a request. */
export interface Taken {
  readonly payment: Payment;
  /** `new`; `repeated` for the same request again; `conflict` where the key belongs to another one. */
  readonly kind: "new" | "repeated" | "conflict";
}

interface Row {
  readonly id: string;
  readonly idempotency_key: string;
  readonly amount: string;
  readonly currency: string;
  readonly card_last_four: string;
  readonly epoch: string;
  readonly created_at: Date;
}

const COLUMNS = "id, idempotency_key, amount, currency, card_last_four, epoch, created_at";

// No update: the trigger of the table has checked the epoch before a conflict is seen.
const INSERT = `
  INSERT INTO payments (id, idempotency_key, amount, currency, card_last_four, card_expiry, epoch)
  VALUES ($1, $2, $3::numeric, $4, $5, make_date($6, $7, 1), $8)
  ON CONFLICT (idempotency_key) DO NOTHING
  RETURNING ${COLUMNS}`;

const FIND_BY_KEY = `
  SELECT ${COLUMNS}, (amount = $2::numeric AND currency = $3 AND card_last_four = $4
    AND card_expiry = make_date($5, $6, 1)) AS is_same
  FROM payments WHERE idempotency_key = $1`;

/** The payments in the site's database. */
export class Payments {
  constructor(private readonly store: SiteStore) {}

  /**
   * Stores a payment once for each key.
   *
   * @throws WriteRefused where this site may not write; errors of the database.
   */
  take(key: string, request: PaymentRequest): Promise<Taken> {
    return this.store.write(
      async (client, epoch) =>
        (await insert(client, key, request, epoch)) ?? (await findByKey(client, key, request)),
    );
  }

  /** Looks a payment up. Works on a standby, too. */
  find(id: string): Promise<Payment | undefined> {
    return this.store.read(async (client) => {
      const { rows } = await client.query<Row>(`SELECT ${COLUMNS} FROM payments WHERE id = $1`, [id]);
      return rows[0] && paymentOf(rows[0]);
    });
  }
}

async function insert(client: PoolClient, key: string, request: PaymentRequest, epoch: number) {
  const { amount, card } = request;
  const { rows } = await client.query<Row>(INSERT, [
    paymentIdOf(key),
    key,
    amount.value,
    amount.currency,
    card.number.slice(-4),
    card.expiryYear,
    card.expiryMonth,
    epoch,
  ]);
  return rows[0] && ({ kind: "new", payment: paymentOf(rows[0]) } as const);
}

async function findByKey(client: PoolClient, key: string, { amount, card }: PaymentRequest): Promise<Taken> {
  const { rows } = await client.query<Row & { is_same: boolean }>(FIND_BY_KEY, [
    key,
    amount.value,
    amount.currency,
    card.number.slice(-4),
    card.expiryYear,
    card.expiryMonth,
  ]);
  const [row] = rows;
  if (!row) throw new Error("a payment vanished between its conflict and its reading");
  return { kind: row.is_same ? "repeated" : "conflict", payment: paymentOf(row) };
}

function paymentOf(row: Row): Payment {
  return {
    id: row.id,
    idempotencyKey: row.idempotency_key,
    amount: { value: row.amount, currency: row.currency },
    cardLastFour: row.card_last_four,
    epoch: Number(row.epoch),
    createdAt: row.created_at,
  };
}
