import { otherSite } from "../../../config/site";
import { DURATIONS } from "../../durations";
import { call } from "../../machine/call";
import { FAILED, NEXT, type Fragment } from "../../machine/fragment";
import { NOW_MS } from "../../machine/poll";
import { readAgain } from "../../machine/record/role";
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

const name = (what: string) => `open-files: ${what}`;

/**
 * Lets the site's file system be overwritten by the other site's, which has moved on: what is left of the old replication goes, and
 * the overwrite protection with it. The replication itself is Terraform's to make.
 */
export function openToCopy(scope: MachineScope, props: EfsReplicationProps): MachineStep {
  const token = ownToken(scope, props);
  const { region, system } = scope;
  return {
    step: {
      id: "open-files",
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

/** Looks, does one thing, waits, and looks again: it may be begun anywhere. */
function opening(scope: MachineScope, props: EfsReplicationProps): Fragment {
  const isThereTime = name("is there time");
  const again = { next: isThereTime, otherwise: isThereTime };
  const token = ownToken(scope, props);
  const fail = (error: string, cause: string) => ({
    Assign: { error: { Error: error, Cause: cause } },
    Next: FAILED,
  });
  return {
    StartAt: name("start"),
    States: {
      [name("start")]: {
        Type: "Pass",
        Assign: { openUntil: `{% ${NOW_MS} + ${OPENING_SECONDS * 1000} %}` },
        Next: name("look"),
      },
      [name("look")]: describeOwn(scope, props, {
        assign: {
          fileSystemId: `{% ${FILE_SYSTEM}.FileSystemId %}`,
          isOpen: `{% ${PROTECTION} in ['DISABLED', 'REPLICATING'] %}`,
        },
        next: name("decide"),
        otherwise: isThereTime,
      }),
      [name("decide")]: {
        Type: "Choice",
        Choices: [{ Condition: "{% $isOpen %}", Next: NEXT }],
        Default: name("read the record"),
      },
      [name("read the record")]: readAgain(scope, {
        next: name("does the other site serve"),
        otherwise: isThereTime,
      }),
      [name("does the other site serve")]: {
        Type: "Choice",
        Choices: [{ Condition: "{% $otherServes %}", Next: name("look for the old replication") }],
        Default: name("takeover not finished"),
      },
      [name("takeover not finished")]: {
        Type: "Pass",
        ...fail(
          "TakeoverNotFinished",
          `The record does not say that the ${otherSite(scope.site)} site has taken over, so ${token} stays protected.`,
        ),
      },
      [name("look for the old replication")]: describeReplication({
        on: [{ errors: NO_REPLICATION, next: name("open") }],
        next: name("delete the old replication"),
        otherwise: isThereTime,
      }),
      // A replication from here would lead to what the other site writes: it may go, and be it whole.
      [name("delete the old replication")]: call(
        "efs:deleteReplicationConfiguration",
        { SourceFileSystemId: "{% $fileSystemId %}", DeletionMode: "LOCAL_CONFIGURATION_ONLY" },
        again,
      ),
      [name("open")]: call(
        "efs:updateFileSystemProtection",
        { FileSystemId: "{% $fileSystemId %}", ReplicationOverwriteProtection: "DISABLED" },
        again,
      ),
      [isThereTime]: {
        Type: "Choice",
        Choices: [
          {
            Condition: `{% ${NOW_MS} >= $openUntil %}`,
            ...fail("FilesNotOpened", `${token} is still protected after ${OPENING_SECONDS / 60} min.`),
          },
        ],
        Default: name("wait"),
      },
      [name("wait")]: { Type: "Wait", Seconds: LOOK_EVERY_SECONDS, Next: name("look") },
    },
  };
}
