import type { World } from "./world/world";
import { Operator } from "./world/operator";

/** From a share of failing calls on, a human takes a site for lost. */
const UNBEARABLE = 0.1;

/** How long callers complain before somebody is paged whom no alarm has paged, in minutes; assumed. */
const COMPLAINTS_MINUTES = 5;

/** What alarms start by themselves, and what people do where that is not enough. */
export class People {
  readonly operator: Operator;

  constructor(
    private readonly world: World,
    humanMinutes: number,
  ) {
    this.operator = new Operator({ clock: world.clock, minutes: humanMinutes, act: () => this.decide() });
    world.onAlarm(({ input }) => {
      if (input !== undefined && world.conditions.now.up.dr) world.executions.start("dr", input);
      // The same alarm goes to people, who wait and see whether that was enough.
      this.operator.page();
    });
    world.onEnd(({ result, mode }) => {
      if (mode !== "reprotect" && result?.status !== "SUCCEEDED") this.operator.page();
    });
  }

  /** Somebody notices it in any case. */
  expectComplaints(): void {
    const { clock } = this.world;
    clock.at(clock.now + COMPLAINTS_MINUTES * 60_000, () => {
      if (!this.world.isServing) this.operator.page();
    });
  }

  /** A human looks: goes on with what stopped half-way, or fails over where the active site is lost. */
  private decide(): void {
    const { world } = this;
    const { executions, records, services, names, conditions } = world;
    if (executions.running.some(({ mode }) => mode !== "reprotect") || names.isMoving) return;
    const { activeSite, trafficSite } = records.record.now;
    const isHalfWay = activeSite !== trafficSite;
    const isLost =
      activeSite === "primary" &&
      (!services.primary.acknowledges.now || services.primary.failing.now >= UNBEARABLE);
    if (!conditions.now.up.dr || !(isHalfWay || isLost) || (isHalfWay && activeSite !== "dr")) return;
    world.note("a human starts the failover");
    executions.start("dr", { mode: "failover", trigger: "operator", reason: "a human has looked" });
  }
}
