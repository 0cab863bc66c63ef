import type { Site } from "../../../src/config/site";
import { createService, type Service } from "../../../src/service/payments/service";
import { describeWithMinistack } from "../../support/ministack";
import { describeWithPostgres } from "../../support/postgres";
import { makeWorld, type World } from "./support";

/** Services in one world, which all tests of a file share. */
export interface Stage {
  readonly world: World;
  /** The database's epoch only grows, so each test begins with one of its own. */
  epoch: number;
  /** What all services have logged. */
  readonly logLines: string[];
  /** A service that has not read its role yet. */
  make(changes?: Readonly<Record<string, string>>): Promise<Service>;
  /** A service that has: of the primary site it is active. */
  makeActive(changes?: Readonly<Record<string, string>>): Promise<Service>;
  /** Makes a site the active one, and lets a service know. */
  moveTo(activeSite: Site, service: Service): Promise<void>;
  /** The payments that are stored for a key. */
  payments(key: string): Promise<Record<string, unknown>[]>;
  /** Lets the validation reject a payment. */
  judge(paymentId: string): Promise<void>;
}

/** Like `describe`, for tests of the whole service. Skipped where the local AWS or PostgreSQL can't be had. */
export function describeService(title: string, account: string, tests: (stage: Stage) => void): void {
  describeWithMinistack(title, () => {
    describeWithPostgres("with a database", () => tests(useStage(account)));
  });
}

function useStage(account: string): Stage {
  const services: Service[] = [];
  let world: World | undefined;
  const stage: Stage = {
    get world() {
      return world!;
    },
    epoch: 0,
    logLines: [],
    make: async (changes) => {
      const write = (line: string) => void stage.logLines.push(line);
      const service = await createService(stage.world.configuration(changes), { write });
      services.push(service);
      return service;
    },
    makeActive: async (changes) => {
      const service = await stage.make(changes);
      await service.watch.poll();
      return service;
    },
    moveTo: async (activeSite, { watch }) => {
      await stage.world.setRole({ activeSite, epoch: ++stage.epoch });
      await watch.poll();
    },
    payments: (key) => stage.world.sql("SELECT * FROM payments WHERE idempotency_key = $1", [key]),
    judge: (paymentId) =>
      stage.world.putVerdict({
        id: { S: `payment#${paymentId}` },
        verdict: { S: "rejected" },
        reasons: { L: [{ S: "card-expired" }] },
        cardLastFour: { S: "1111" },
        validatedAt: { S: "2026-11-21T15:00:00.000Z" },
      }),
  };

  beforeAll(async () => {
    world = await makeWorld(account);
  });

  afterAll(() => world?.stop());

  beforeEach(async () => {
    stage.epoch += 10;
    await stage.world.setRole({ activeSite: "primary", epoch: stage.epoch });
    await stage.world.setEmergency(undefined);
    await stage.world.messages();
  });

  afterEach(async () => {
    await Promise.all(services.splice(0).map(({ stop }) => stop()));
  });

  return stage;
}
