import { otherSite } from "../../config/site";
import {
  ObjectArrivalAlarms,
  ObjectDepartureAlarms,
} from "../../constructs/observability/alarms/object-replication-alarms";
import { eventArchiveReplication } from "../../constructs/streaming/event-archive";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Foundation } from "./foundation";

/** Adds the alarms on archived events on their way to the other region, and from there. */
export function addEventArchiveAlarms(stack: RegionalStack, { topic }: Foundation) {
  return {
    departure: new ObjectDepartureAlarms(stack, "events-departure-alarms", {
      topic,
      thing: "events-departure",
      ...eventArchiveReplication(stack, stack.site),
    }),
    arrival: new ObjectArrivalAlarms(stack, "events-arrival-alarms", {
      topic,
      thing: "events-arrival",
      ...eventArchiveReplication(stack, otherSite(stack.site)),
    }),
  };
}
