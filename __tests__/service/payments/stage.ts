import { createService } from "../../../src/service/payments/service";
import { describeOnStage, type Stage, type StageProps } from "../stage";
import { makePaymentsWorld, type PaymentsWorld } from "./support";

/** Payment services in one world. */
export interface PaymentsStage extends Stage<PaymentsWorld> {
  /** The payments that are stored for a key. */
  payments(key: string): Promise<Record<string, unknown>[]>;
  /** Lets the validation reject a payment. */
  judge(paymentId: string): Promise<void>;
}

/** Like `describe`, for tests of the whole service. Skipped where the local AWS or PostgreSQL can't be had. */
export function describeService(title: string, account: string, tests: (stage: PaymentsStage) => void): void {
  const props: StageProps<PaymentsWorld> = {
    makeWorld: () => makePaymentsWorld(account),
    createService: (world, changes, logStream) => createService(world.configuration(changes), logStream),
  };
  describeOnStage(title, props, (stage) => {
    beforeEach(() => stage.world.messages());

    tests(
      Object.assign(stage, {
        payments: (key: string) =>
          stage.world.sql("SELECT * FROM payments WHERE idempotency_key = $1", [key]),
        judge: (paymentId: string) =>
          stage.world.putVerdict({
            id: { S: `payment#${paymentId}` },
            verdict: { S: "rejected" },
            reasons: { L: [{ S: "card-expired" }] },
            cardLastFour: { S: "1111" },
            validatedAt: { S: "2026-11-21T15:00:00.000Z" },
          }),
      }),
    );
  });
}
