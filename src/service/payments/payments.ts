import { DatabaseError, type PoolClient } from "pg";
import type { Database, Endpoint } from "./database";
import type { EpochFence } from "./epoch-fence";
import { paymentIdOf, type PaymentRequest } from "./payment-request";
import type { RoleWatch } from "./role-watch";
import { REFUSALS } from "./schema";
import { WriteRefused } from "./write-refused";

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
  constructor(
    private readonly database: Database,
    private readonly watch: RoleWatch,
    private readonly fence: EpochFence,
  ) {}

  /**
   * Stores a payment once for each key, in one transaction that belongs to one epoch.
   *
   * @throws WriteRefused where this site may not write; errors of the database.
   */
  async take(key: string, request: PaymentRequest): Promise<Taken> {
    const { mayWrite, epoch, reasons } = this.watch.standing();
    if (!mayWrite || epoch === null) throw new WriteRefused(reasons);
    try {
      await this.fence.prepare(epoch);
      return await this.store(key, request, epoch);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (error.code === REFUSALS.oldEpoch) throw new WriteRefused([error.message]);
      if (error.code !== REFUSALS.newEpoch) throw error;
      this.fence.forget();
      await this.fence.prepare(epoch);
      return this.store(key, request, epoch);
    }
  }

  /** Looks a payment up. Works on a standby, too, through the reader. */
  find(id: string): Promise<Payment | undefined> {
    // The writer has what was taken a moment ago; where there is none, a reader has to do.
    const endpoint: Endpoint = this.watch.standing().mayWrite ? "writer" : "reader";
    return this.database.use(endpoint, async (client) => {
      const { rows } = await client.query<Row>(`SELECT ${COLUMNS} FROM payments WHERE id = $1`, [id]);
      return rows[0] && paymentOf(rows[0]);
    });
  }

  private store(key: string, request: PaymentRequest, epoch: number): Promise<Taken> {
    return this.database.transaction(async (client) => {
      const taken = (await insert(client, key, request, epoch)) ?? (await findByKey(client, key, request));
      // The last moment before the commit: the role may have moved while the database worked.
      if (!this.watch.holds(epoch)) throw new WriteRefused(lostReasons(this.watch, epoch));
      return taken;
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

function lostReasons(watch: RoleWatch, epoch: number): readonly string[] {
  const { reasons, epoch: now } = watch.standing();
  return reasons.length > 0
    ? reasons
    : [`epoch ${epoch} ended while the payment was stored; it is ${now} now`];
}
