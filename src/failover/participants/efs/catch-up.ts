import { DURATIONS } from "../../durations";
import { NEXT, type Fragment } from "../../machine/fragment";
import { once } from "../../machine/once";
import { repeat } from "../../machine/repeat";
import type { MachineScope, MachineStep } from "../../machine/step";
import { WRITERS_STOP_SECONDS } from "../writers-stop";
import {
  describeCommand,
  describeOwn,
  describeReplication,
  FILE_SYSTEM,
  fileSystemStatement,
  ownToken,
  PROTECTION,
  replicationCommand,
  type EfsReplicationProps,
} from "./names";

const ID = "catch-up-files";

/** Twice what AWS aims at. */
const CATCH_UP_SECONDS = DURATIONS.fileSystemCatchUp.worstSeconds;

/** Between two looks, in seconds. */
const LOOK_EVERY_SECONDS = 30;

/** JSONata: "any changes that occurred before this time have been replicated" (EFS API reference, Destination, read 2026-11). */
const CAUGHT_UP =
  "$exists($states.result.Replications.Destinations[$toMillis(LastReplicatedTimestamp) >= " +
  `$toMillis($claimedAt) + ${WRITERS_STOP_SECONDS * 1000}])`;

/** JSONata: whether a takeover before this one has ended the replication already, so that nothing comes any more. */
const IS_DELETED = "'DELETING' in $states.result.Replications.Destinations.Status";

/** Waits until the copy has everything that was written before the old site stopped writing. */
export function catchUp(scope: MachineScope, props: EfsReplicationProps): MachineStep {
  const token = ownToken(scope, props);
  return {
    onlyIn: "switchover",
    step: {
      id: ID,
      phase: "take over",
      title: `Wait until the file system in ${scope.region} has everything that was written`,
      participant: "files",
      calls: ["elasticfilesystem:DescribeFileSystems", "elasticfilesystem:DescribeReplicationConfigurations"],
      completion: `The last replication of ${token} is ${WRITERS_STOP_SECONDS} s younger than the claim of the role.`,
      timeoutSeconds: CATCH_UP_SECONDS,
      duration: DURATIONS.fileSystemCatchUp,
      repeatable: "It only looks. A file system that is no copy any more has been released.",
      compensation: "Nothing was released: start again, or take what is there by a failover.",
      mayFail: false,
      manual: [
        {
          command: describeCommand(scope, props),
          when: "both regions are healthy",
          expect: "an id: note it as FILE_SYSTEM",
        },
        {
          command: replicationCommand(scope),
          when: "both regions are healthy",
          expect: `a time that is ${WRITERS_STOP_SECONDS} s after changed_at of the record`,
        },
      ],
    },
    states: catchingUp(scope, props),
    statements: [fileSystemStatement(scope)],
  };
}

/** Looks whether it is still a copy, and whether that is complete. */
function catchingUp(scope: MachineScope, props: EfsReplicationProps): Fragment {
  return repeat({
    id: ID,
    deadline: "catchUpFilesUntil",
    everySeconds: LOOK_EVERY_SECONDS,
    withinSeconds: CATCH_UP_SECONDS,
    round: {
      "is it a copy": once(
        describeOwn(scope, props),
        {
          Assign: {
            fileSystemId: `{% ${FILE_SYSTEM}.FileSystemId %}`,
            waitsForFiles: `{% ${PROTECTION} = 'REPLICATING' %}`,
            isCaughtUp: false,
          },
          Next: "has it to",
        },
        { fileSystemId: "none", waitsForFiles: "{% true %}", isCaughtUp: "{% false %}" },
      ),
      "has it to": {
        Type: "Choice",
        Choices: [
          { Condition: "{% $not($waitsForFiles) %}", Next: NEXT },
          { Condition: "{% $fileSystemId = 'none' %}", Next: "is there time" },
        ],
        Default: "look",
      },
      look: once(
        describeReplication(),
        { Assign: { isCaughtUp: `{% ${CAUGHT_UP} or ${IS_DELETED} %}` }, Next: "is there time" },
        { isCaughtUp: "{% false %}" },
      ),
    },
    done: "$isCaughtUp",
    late: {
      error: "FilesNotCaughtUp",
      cause:
        `The copy ${ownToken(scope, props)} is not complete after ${CATCH_UP_SECONDS / 60} min, and was not released. Start the ` +
        `switchover again, or take what is there: standby failover ${scope.system}.`,
    },
  });
}
