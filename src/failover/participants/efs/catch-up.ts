import { DURATIONS } from "../../durations";
import { NEXT } from "../../machine/fragment";
import { poll } from "../../machine/poll";
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

const name = (what: string) => `catch-up-files: ${what}`;

/** Twice what AWS aims at. */
const CATCH_UP_SECONDS = DURATIONS.fileSystemCatchUp.worstSeconds;

/** Between two looks, in seconds. */
const LOOK_EVERY_SECONDS = 30;

/** JSONata: "any changes that occurred before this time have been replicated" (EFS API reference, Destination, read 2026-11). */
const CAUGHT_UP =
  "$exists($states.result.Replications.Destinations[$toMillis(LastReplicatedTimestamp) >= " +
  `$toMillis($claimedAt) + ${WRITERS_STOP_SECONDS * 1000}])`;

/** Waits until the copy has everything that was written before the old site stopped writing. */
export function catchUp(scope: MachineScope, props: EfsReplicationProps): MachineStep {
  const token = ownToken(scope, props);
  const waiting = poll({
    id: "catch-up-files",
    look: describeReplication(),
    done: CAUGHT_UP,
    everySeconds: LOOK_EVERY_SECONDS,
    withinSeconds: CATCH_UP_SECONDS,
    otherwise: {
      error: "FilesNotCaughtUp",
      cause:
        `The copy ${token} is not complete after ${CATCH_UP_SECONDS / 60} min, and was not released. Start the switchover again, or take ` +
        `what is there: standby failover ${scope.system}.`,
    },
  });
  return {
    onlyIn: "switchover",
    step: {
      id: "catch-up-files",
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
    states: {
      StartAt: name("is it a copy"),
      States: {
        [name("is it a copy")]: describeOwn(scope, props, {
          assign: {
            fileSystemId: `{% ${FILE_SYSTEM}.FileSystemId %}`,
            waitsForFiles: `{% ${PROTECTION} = 'REPLICATING' %}`,
          },
          next: name("has it to"),
        }),
        [name("has it to")]: {
          Type: "Choice",
          Choices: [{ Condition: "{% $waitsForFiles %}", Next: waiting.StartAt }],
          Default: NEXT,
        },
        ...waiting.States,
      },
    },
    statements: [fileSystemStatement(scope)],
  };
}
