import { DURATIONS } from "../durations";
import type { Participant } from "../participant";
import { backUp } from "./efs/back-up";
import { catchUp } from "./efs/catch-up";
import { check } from "./efs/check";
import type { EfsReplicationProps } from "./efs/names";
import { openToCopy } from "./efs/open-to-copy";
import { release } from "./efs/release";

/**
 * A file system with a copy in the other region that EFS keeps: a takeover deletes the replication from the copy's side, which
 * lets the copy take writes. The re-protection lets the file system of the site that lost be overwritten; the replication
 * the other way round is then made by Terraform, which owns both.
 */
export function efsReplication(props: EfsReplicationProps): Participant {
  return {
    name: "files",
    check: (scope) => [check(scope, props)],
    takeOver: (scope) => [catchUp(scope, props), release(scope, props)],
    reprotect: (scope) => [backUp(scope, props), openToCopy(scope, props)],
    recoveryPoints: [
      {
        datastore: "files",
        mechanism: "EFS replication, asynchronous and file by file: of what changed last, parts may be there",
        loss: DURATIONS.fileSystemLag,
        bound: { none: true, alarm: props.lagAlarm },
      },
    ],
  };
}
