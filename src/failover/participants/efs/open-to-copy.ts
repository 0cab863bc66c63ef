import { otherSite } from "../../../config/site";
import { DURATIONS } from "../../durations";
import { call } from "../../machine/call";
import { failWith } from "../../machine/failure";
import { NEXT, type Fragment } from "../../machine/fragment";
import { readAgain } from "../../machine/record/role";
import { repeat } from "../../machine/repeat";
import type { MachineScope, MachineStep } from "../../machine/step";
import { remoteStatements, tableStatement } from "../../machine/steps/shared";
import {
  deletionStatement,
  describeCommand,
  describeOwn,
  describeReplication,
  FILE_SYSTEM,
  fileSystemStatement,
  NO_REPLICATION,
  ownToken,
  PROTECTION,
  type EfsReplicationProps,
} from "./names";

/** A file system that can't be opened after this is given up, in seconds. */
const OPENING_SECONDS = 900;

/** Between two looks, in seconds. */
const LOOK_EVERY_SECONDS = 10;

const ID = "open-files";

/**
 * Lets the site's file system be overwritten by the other site's, which has moved on: what is left of the old replication goes, and
 * the overwrite protection with it. The replication itself is Terraform's to make.
 */
export function openToCopy(scope: MachineScope, props: EfsReplicationProps): MachineStep {
  const token = ownToken(scope, props);
  const { region, system } = scope;
  return {
    step: {
      id: ID,
      phase: "re-protect",
      title: `Let the file system in ${region} be overwritten by the other one`,
      participant: "files",
      calls: [
        "elasticfilesystem:DescribeFileSystems",
        "elasticfilesystem:DescribeReplicationConfigurations",
        "elasticfilesystem:DeleteReplicationConfiguration",
        "elasticfilesystem:UpdateFileSystemProtection",
      ],
      completion: `The overwrite protection of ${token} is DISABLED, or it is a copy already. Then apply ${system}-primary: it makes the replication.`,
      timeoutSeconds: OPENING_SECONDS,
      duration: DURATIONS.fileSystemRelease,
      repeatable:
        "It asks first, and changes nothing unless the record says, read right before, that the other site has taken over.",
      compensation: "Until the replication is made, its protection can be put back by hand.",
      mayFail: false,
      manual: [
        { command: describeCommand(scope, props), expect: "an id: note it as FILE_SYSTEM" },
        {
          command: `aws efs delete-replication-configuration --region ${region} --source-file-system-id FILE_SYSTEM --deletion-mode LOCAL_CONFIGURATION_ONLY`,
          when: "something of the old replication is left",
        },
        {
          command: `aws efs update-file-system-protection --region ${region} --file-system-id FILE_SYSTEM --replication-overwrite-protection DISABLED`,
          expect: `DISABLED. Then: npx cdktf deploy ${system}-primary`,
        },
      ],
    },
    states: opening(scope, props),
    statements: [
      fileSystemStatement(scope, "elasticfilesystem:UpdateFileSystemProtection"),
      deletionStatement(scope),
      ...(scope.site === "dr" ? [tableStatement(scope, "Record", ["dynamodb:GetItem"])] : []),
      ...remoteStatements(scope),
    ],
  };
}

function opening(scope: MachineScope, props: EfsReplicationProps): Fragment {
  const again = { next: "is there time", otherwise: "is there time" };
  const token = ownToken(scope, props);
  return repeat({
    id: ID,
    deadline: "openUntil",
    everySeconds: LOOK_EVERY_SECONDS,
    withinSeconds: OPENING_SECONDS,
    round: {
      look: describeOwn(scope, props, {
        assign: {
          fileSystemId: `{% ${FILE_SYSTEM}.FileSystemId %}`,
          isOpen: `{% ${PROTECTION} in ['DISABLED', 'REPLICATING'] %}`,
        },
        next: "decide",
        otherwise: "is there time",
      }),
      decide: {
        Type: "Choice",
        Choices: [{ Condition: "{% $isOpen %}", Next: NEXT }],
        Default: "read the record",
      },
      "read the record": readAgain(scope, {
        next: "does the other site serve",
        otherwise: "is there time",
      }),
      "does the other site serve": {
        Type: "Choice",
        Choices: [{ Condition: "{% $otherServes %}", Next: "look for the old replication" }],
        Default: "takeover not finished",
      },
      "takeover not finished": {
        Type: "Pass",
        ...failWith({
          error: "TakeoverNotFinished",
          cause: `The record does not say that the ${otherSite(scope.site)} site has taken over, so ${token} stays protected.`,
        }),
      },
      "look for the old replication": describeReplication({
        on: [{ errors: NO_REPLICATION, next: "open" }],
        next: "delete the old replication",
        otherwise: "is there time",
      }),
      // A replication from here would lead to what the other site writes: it may go, and be it whole.
      "delete the old replication": call(
        "efs:deleteReplicationConfiguration",
        { SourceFileSystemId: "{% $fileSystemId %}", DeletionMode: "LOCAL_CONFIGURATION_ONLY" },
        again,
      ),
      open: call(
        "efs:updateFileSystemProtection",
        { FileSystemId: "{% $fileSystemId %}", ReplicationOverwriteProtection: "DISABLED" },
        again,
      ),
    },
    late: {
      error: "FilesNotOpened",
      cause: `${token} is still protected after ${OPENING_SECONDS / 60} min.`,
    },
  });
}
