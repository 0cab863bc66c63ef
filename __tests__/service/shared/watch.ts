import type { Site } from "../../../src/config/site";
import type { RoleReading } from "../../../src/service/shared/role";
import { RoleWatch } from "../../../src/service/shared/role-watch";

/** What the watches have logged. */
export const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };

/** A watch with a clock and records of the test's own. */
export function makeWatch(site: Site = "primary") {
  const world = {
    now: 0,
    record: { activeSite: "primary", epoch: 5 } as RoleReading["record"],
    emergency: undefined as RoleReading["emergency"],
    readTakes: 0,
    wallClock: 1_800_000_000_000,
  };
  const watch = new RoleWatch({
    site,
    read: () => {
      world.now += world.readTakes;
      const { record, emergency } = world;
      return Promise.resolve({ record, emergency });
    },
    pollSeconds: 2,
    graceSeconds: 30,
    log,
    now: () => world.now,
    wallClock: () => world.wallClock + world.now,
  });
  return { watch, world };
}
