import { DURATIONS } from "../durations";
import type { MachineScope } from "../machine/step";
import type { Participant } from "../participant";
import { follow } from "./aurora/follow";
import type { AuroraParticipantProps } from "./aurora/names";
import { promote } from "./aurora/promote";
import { scale } from "./aurora/scale";

/** An Aurora global database: its writer moves to the site's own member. */
export function auroraGlobalDatabase(props: AuroraParticipantProps): Participant {
  return {
    name: "database",
    takeOver: (scope) => [promote(scope, props)],
    ...(props.capacity && { settle: (scope: MachineScope) => [scale(scope, props, "active")] }),
    reprotect: (scope) => [follow(scope, props), ...(props.capacity ? [scale(scope, props, "standby")] : [])],
    recoveryPoints: [
      {
        datastore: "database",
        mechanism: "Aurora global database: asynchronous replication of the storage",
        loss: DURATIONS.auroraLag,
        bound: { none: true, alarm: "database-lag-critical" },
      },
    ],
  };
}
