import type { Site } from "../../src/config/site";
import type { LogStream } from "../../src/service/shared/logging";
import type { Service } from "../../src/service/shared/service";
import { describeWithMinistack } from "../support/ministack";
import { describeWithPostgres } from "../support/postgres";
import type { World } from "./world";

type Variables = Readonly<Record<string, string>>;

/** Services in one world, which all tests of a file share. */
export interface Stage<W extends World = World> {
  readonly world: W;
  /** The database's epoch only grows, so each test begins with one of its own. */
  epoch: number;
  /** What all services have logged. */
  readonly logLines: string[];
  /** A service that has not read its role yet. */
  make(changes?: Variables): Promise<Service>;
  /** A service that has: of the primary site it is active. */
  makeActive(changes?: Variables): Promise<Service>;
  /** Makes a site the active one, and lets a service know. */
  moveTo(activeSite: Site, service: Service): Promise<void>;
}

/** What a stage is made from. */
export interface StageProps<W extends World> {
  makeWorld(): Promise<W>;
  createService(world: W, changes: Variables | undefined, logStream: LogStream): Promise<Service>;
}

/** Like `describe`, for tests of a whole service. Skipped where the local AWS or PostgreSQL can't be had. */
export function describeOnStage<W extends World>(
  title: string,
  props: StageProps<W>,
  tests: (stage: Stage<W>) => void,
): void {
  describeWithMinistack(title, () => {
    describeWithPostgres("with a database", () => tests(useStage(props)));
  });
}

function useStage<W extends World>({ makeWorld, createService }: StageProps<W>): Stage<W> {
  const services: Service[] = [];
  let world: W | undefined;
  const stage: Stage<W> = {
    get world() {
      return world!;
    },
    epoch: 0,
    logLines: [],
    make: async (changes) => {
      const write = (line: string) => void stage.logLines.push(line);
      const service = await createService(stage.world, changes, { write });
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
  };

  beforeAll(async () => {
    world = await makeWorld();
  });

  afterAll(() => world?.stop());

  beforeEach(async () => {
    stage.epoch += 10;
    await stage.world.setRole({ activeSite: "primary", epoch: stage.epoch });
    await stage.world.setEmergency(undefined);
  });

  afterEach(async () => {
    await Promise.all(services.splice(0).map(({ stop }) => stop()));
  });

  return stage;
}
