import type { Site } from "../../../config/site";
import type { Mode } from "../../plan/model";
import { again, bringToAnEnd, settle } from "../end";
import type { World } from "../world/world";

/** A mode of a site's state machine, in a world in which it is asked for. */
export interface Journey {
  readonly name: string;
  readonly site: Site;
  readonly mode: Mode;
  readonly trigger: "operator" | "alarm";
  /** Brings the world there. */
  prepare(world: World): Promise<void>;
}

const journey = (
  site: Site,
  mode: Mode,
  prepare: (world: World) => Promise<void>,
  more: Partial<Pick<Journey, "name" | "trigger">> = {},
): Journey => ({ name: `${mode} in the ${site} site`, site, mode, trigger: "operator", prepare, ...more });

/** Every mode of both sites. */
export const JOURNEYS: readonly Journey[] = [
  journey("dr", "failover", losePrimary, { name: "failover in the dr site, by an alarm", trigger: "alarm" }),
  journey("dr", "failover", () => Promise.resolve()),
  journey("dr", "switchover", () => Promise.resolve()),
  journey("primary", "reprotect", atDr),
  journey("primary", "reprotect", afterLoss, { name: "reprotect in the primary site, after its loss" }),
  journey("primary", "switchover", atDr),
  journey("dr", "reprotect", backAtPrimary),
  journey("primary", "failover", loseDrWhileActive, {
    name: "failover in the primary site, the DR region lost",
  }),
  journey("primary", "reprotect", emergencyOver, {
    name: "reprotect in the primary site, after an emergency",
  }),
];

/** The primary region is lost, for as long as its checkers need to see it. */
async function losePrimary(world: World): Promise<void> {
  world.conditions.changeSite("primary", "up", false);
  const until = world.clock.now + 60_000;
  world.clock.at(until, () => undefined);
  await world.run(() => world.clock.now >= until);
}

/** The primary region is back, and nothing in it has changed since it was lost. */
async function afterLoss(world: World): Promise<void> {
  await losePrimary(world);
  await again(world, "dr", "failover");
  world.conditions.mend();
  await settle(world);
}

async function atDr(world: World): Promise<void> {
  await again(world, "dr", "switchover");
}

async function backAtPrimary(world: World): Promise<void> {
  await atDr(world);
  await again(world, "primary", "switchover");
}

async function loseDrWhileActive(world: World): Promise<void> {
  await atDr(world);
  await bringToAnEnd(world);
  world.conditions.changeSite("dr", "up", false);
}

async function emergencyOver(world: World): Promise<void> {
  await loseDrWhileActive(world);
  await again(world, "primary", "failover");
  world.conditions.mend();
  await settle(world);
}
