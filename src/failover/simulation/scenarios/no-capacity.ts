import { tasksOf } from "../subject";
import type { Scenario } from "./scenario";

/**
 * At t0 the primary region is lost, and so many others move with us that Fargate has room in the DR region for some of the tasks
 * only: any number from those that stood by to one less than wanted. Callers are served by fewer tasks.
 */
export const noCapacity: Scenario = {
  name: "no-capacity",
  summary: "the primary region is lost, and Fargate starts only some of the tasks in the DR region",
  right: "moves",
  lastsSeconds: 90,
  begin({ world, subject, random }) {
    const [standby, active] = [tasksOf(subject, "dr"), tasksOf(subject, "primary")];
    const room = standby + Math.floor(random() * Math.max(1, active - standby));
    world.note(`Fargate has room for ${room} of ${active} tasks in the DR region`);
    world.conditions.changeSite("dr", "room", room);
    world.conditions.changeSite("primary", "up", false);
  },
};
