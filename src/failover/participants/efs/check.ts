import { otherSite } from "../../../config/site";
import { DURATIONS } from "../../durations";
import { CALL_SECONDS } from "../../machine/call";
import { failWith } from "../../machine/failure";
import { NEXT } from "../../machine/fragment";
import type { MachineScope, MachineStep } from "../../machine/step";
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

const name = (what: string) => `check-files: ${what}`;

/** Refuses a file system that is no complete copy of the other one. */
export function check(scope: MachineScope, props: EfsReplicationProps): MachineStep {
  const token = ownToken(scope, props);
  const other = otherSite(scope.site);
  const stale = (why: string) => ({
    Type: "Pass" as const,
    ...failWith({
      error: "StaleFileSystem",
      cause:
        `The file system ${token} ${why}, so it lacks what the ${other} site has written. Let it be copied again: standby reprotect ` +
        `${scope.system}, then apply ${scope.system}-primary. To take it as it is: --accept-stale-data.`,
    }),
  });
  return {
    step: {
      id: "check-files",
      phase: "confirm",
      title: `Look whether the file system in ${scope.region} is a copy of the other one`,
      participant: "files",
      calls: ["elasticfilesystem:DescribeFileSystems", "elasticfilesystem:DescribeReplicationConfigurations"],
      completion: `${token} is the destination of a replication that has been complete once.`,
      timeoutSeconds: 2 * CALL_SECONDS,
      duration: DURATIONS.call,
      repeatable: "It only looks.",
      compensation: "Nothing has been done yet. --accept-stale-data passes the check by.",
      mayFail: false,
      manual: [
        { command: describeCommand(scope, props), expect: "an id, note it as FILE_SYSTEM, and REPLICATING" },
        {
          command: replicationCommand(scope),
          expect: "a time of the last replication: what is younger is lost",
        },
      ],
    },
    states: {
      StartAt: name("look"),
      States: {
        // Reads come first: where EFS does not answer, the database is not kept waiting.
        [name("look")]: describeOwn(scope, props, {
          assign: {
            fileSystemId: `{% $exists(${FILE_SYSTEM}) ? ${FILE_SYSTEM}.FileSystemId : 'none' %}`,
            isCopy: `{% ${PROTECTION} = 'REPLICATING' %}`,
          },
          next: name("is it a copy"),
          otherwise: NEXT,
        }),
        [name("is it a copy")]: {
          Type: "Choice",
          Choices: [
            { Condition: "{% $isCopy %}", Next: name("look at the replication") },
            { Condition: "{% $fileSystemId = 'none' %}", Next: name("missing") },
          ],
          Default: name("no copy"),
        },
        [name("look at the replication")]: describeReplication({
          assign: {
            isComplete: "{% $exists($states.result.Replications.Destinations.LastReplicatedTimestamp) %}",
          },
          next: name("is it complete"),
          otherwise: NEXT,
        }),
        [name("is it complete")]: {
          Type: "Choice",
          Choices: [{ Condition: "{% $isComplete %}", Next: NEXT }],
          Default: name("not complete"),
        },
        [name("no copy")]: stale("is no copy"),
        [name("not complete")]: stale("has never been copied to its end"),
        [name("missing")]: stale("does not exist"),
      },
    },
    statements: [fileSystemStatement(scope)],
  };
}
