import type { Json } from "../../asl/json";
import { again, bringToAnEnd, settle } from "../end";
import type { Run } from "../executions";
import type { World } from "../world/world";
import { STALE_DATABASES } from "./stale-databases";
import { STALE_FILES } from "./stale-files";

/** Somebody who comes in between. */
export interface Competitor {
  /** Done before each call. */
  before?: (run: Run, state: string) => Promise<void>;
  /** What AWS answers instead, by the state. @default - what the model does */
  answers?: Readonly<Record<string, Json>>;
}

/** Circumstances that no fault of a single state brings about. */
export interface Encounter {
  readonly name: string;
  play(world: World, competitor: Competitor): Promise<void>;
}

const operator = (mode: string) => ({ mode, trigger: "operator", reason: "an encounter" });
const alarm = { mode: "failover", trigger: "alarm", reason: "an encounter", suspicion: "unreachable" };

/** What only circumstances bring about: others who run, roles that moved, and losses that are none. */
export const ENCOUNTERS: readonly Encounter[] = [
  {
    name: "a mode that nobody knows",
    async play(world) {
      for (const site of ["primary", "dr"] as const) world.executions.start(site, operator("move"));
      await settle(world);
    },
  },
  {
    name: "two operators at the same time",
    async play(world) {
      world.executions.start("dr", operator("switchover"));
      await seconds(world, 5);
      world.executions.start("dr", operator("switchover"));
      await seconds(world, 5);
      world.executions.start("dr", alarm);
      await settle(world);
    },
  },
  {
    name: "two operators at the same time, on the way back",
    async play(world) {
      await again(world, "dr", "switchover");
      world.executions.start("primary", operator("switchover"));
      await seconds(world, 5);
      world.executions.start("primary", operator("switchover"));
      await seconds(world, 5);
      world.executions.start("primary", { ...operator("switchover"), trigger: "alarm" });
      await settle(world);
    },
  },
  {
    name: "alarms without a loss, and after the roles moved",
    async play(world) {
      world.executions.start("dr", alarm);
      await settle(world);
      await again(world, "dr", "switchover");
      world.executions.start("dr", alarm);
      await settle(world);
      await again(world, "primary", "switchover");
      world.executions.start("dr", alarm);
      await settle(world);
    },
  },
  {
    name: "the site that serves shall stand by",
    async play(world) {
      world.executions.start("primary", operator("reprotect"));
      await settle(world);
      await again(world, "dr", "switchover");
      world.executions.start("dr", operator("reprotect"));
      await settle(world);
    },
  },
  {
    name: "a failover to the DR site while an emergency holds",
    async play(world) {
      await again(world, "dr", "switchover");
      await bringToAnEnd(world);
      world.conditions.changeSite("dr", "up", false);
      await again(world, "primary", "failover");
      await again(world, "primary", "failover");
      world.conditions.mend();
      await seconds(world, 120);
      world.executions.start("dr", operator("failover"));
      await settle(world);
    },
  },
  {
    name: "somebody else moves the role before it is claimed",
    async play(world, competitor) {
      competitor.before = once("claim-role: write", () => newEpoch(world));
      await again(world, "dr", "switchover");
    },
  },
  {
    name: "somebody else moves the role before the switch opens",
    async play(world, competitor) {
      competitor.before = once("open-switch: write", () => newEpoch(world));
      await again(world, "dr", "switchover");
      await again(world, "dr", "switchover");
    },
  },
  {
    name: "two emergencies at the same time",
    async play(world) {
      await again(world, "dr", "switchover");
      await bringToAnEnd(world);
      world.conditions.changeSite("dr", "up", false);
      world.executions.start("primary", operator("failover"));
      await seconds(world, 5);
      world.executions.start("primary", operator("failover"));
      await settle(world);
    },
  },
  {
    name: "somebody else has another emergency before the switch opens",
    async play(world, competitor) {
      await again(world, "dr", "switchover");
      await bringToAnEnd(world);
      world.conditions.changeSite("dr", "up", false);
      competitor.before = once("open-switch: write emergency", () =>
        world.writeRecord("primary", "primary", world.records.role.epoch + 5),
      );
      await again(world, "primary", "failover");
    },
  },
  {
    name: "alarms in the primary site, which nothing there raises",
    async play(world) {
      world.executions.start("primary", { ...operator("switchover"), trigger: "alarm" });
      await settle(world);
      await again(world, "dr", "switchover");
      await bringToAnEnd(world);
      await seconds(world, 7_200);
      world.executions.start("primary", alarm);
      await settle(world);
    },
  },
  ...STALE_DATABASES,
  ...STALE_FILES,
  ...(["primary", "dr"] as const).map((site): Encounter => ({
    name: `somebody takes tasks away from the ${site} site`,
    async play(world, competitor) {
      await again(world, "dr", "switchover");
      await again(world, "primary", "switchover");
      if (site === "primary") await again(world, "dr", "switchover");
      await bringToAnEnd(world);
      competitor.before = once("raise-service: read desired count", () => world.setTasks(site, 1));
      await again(world, site, "switchover");
    },
  })),
];

/** Lets time pass. */
async function seconds(world: World, count: number): Promise<void> {
  const until = world.clock.now + count * 1000;
  world.clock.at(until, () => undefined);
  await world.run(() => world.clock.now >= until);
}

/** Makes the primary site the active one in a new epoch. */
function newEpoch(world: World): Promise<void> {
  return world.writeRecord("dr", "primary", world.records.record.now.epoch + 5);
}

/** Does something once, shortly before the first call of a state. */
function once(at: string, act: () => Promise<void>): NonNullable<Competitor["before"]> {
  let isDone = false;
  return async (_run, state) => {
    if (state !== at || isDone) return;
    isDone = true;
    await act();
  };
}
