import { DURATIONS } from "../../durations";
import { call } from "../../machine/call";
import { NEXT, type Fragment } from "../../machine/fragment";
import { once } from "../../machine/once";
import { repeat } from "../../machine/repeat";
import type { MachineScope, MachineStep } from "../../machine/step";
import { publishStatement } from "../../machine/steps/shared";
import {
  deletionStatement,
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

/** Between two looks at a deletion, in seconds. */
const LOOK_EVERY_SECONDS = 5;

/** A copy that takes no writes after this is given up: what the recovery time leaves for it. */
const RELEASE_SECONDS = DURATIONS.fileSystemRelease.worstSeconds;

const ID = "release-files";

/** Lets the site's file system take writes: the replication into it goes. */
export function release(scope: MachineScope, props: EfsReplicationProps): MachineStep {
  const token = ownToken(scope, props);
  const { region, otherRegion } = scope;
  const deletion = (mode: string) =>
    `aws efs delete-replication-configuration --region ${region} --source-file-system-id SOURCE --deletion-mode ${mode}`;
  return {
    step: {
      id: ID,
      phase: "take over",
      title: `Let the file system in ${region} take writes`,
      participant: "files",
      calls: [
        "elasticfilesystem:DescribeFileSystems",
        "elasticfilesystem:DescribeReplicationConfigurations",
        "elasticfilesystem:DeleteReplicationConfiguration",
        "elasticfilesystem:UpdateFileSystemProtection",
        "sns:Publish",
      ],
      completion: `The overwrite protection of ${token} is ENABLED: it takes writes.`,
      timeoutSeconds: RELEASE_SECONDS,
      duration: DURATIONS.fileSystemRelease,
      repeatable: "It asks first what the file system is. One that takes writes is left alone.",
      compensation:
        "Media can be read without it, and no upload is taken: people are told. Start the same again, or do it by hand.",
      // What is on the copy can be watched: films that can't be uploaded must not keep viewers waiting.
      mayFail: true,
      manual: [
        { command: describeCommand(scope, props), expect: "an id: note it as FILE_SYSTEM" },
        { command: replicationCommand(scope), expect: "the id of the source: note it as SOURCE" },
        { command: deletion("LOCAL_CONFIGURATION_ONLY"), when: `${otherRegion} is lost` },
        { command: deletion("ALL_CONFIGURATIONS"), when: "both regions are healthy" },
        { command: describeCommand(scope, props), expect: "ENABLED" },
      ],
    },
    states: releasing(scope, props),
    statements: [
      fileSystemStatement(scope, "elasticfilesystem:UpdateFileSystemProtection"),
      deletionStatement(scope),
      publishStatement(scope),
    ],
  };
}

/** In the end people are told, and the plan goes on. */
function releasing(scope: MachineScope, props: EfsReplicationProps): Fragment {
  const token = ownToken(scope, props);
  return repeat({
    id: ID,
    deadline: "releaseUntil",
    everySeconds: LOOK_EVERY_SECONDS,
    withinSeconds: RELEASE_SECONDS,
    assign: { deletionMode: "{% $mode = 'failover' ? 'LOCAL_CONFIGURATION_ONLY' : 'ALL_CONFIGURATIONS' %}" },
    round: {
      look: once(
        describeOwn(scope, props),
        {
          Assign: {
            fileSystemId: `{% ${FILE_SYSTEM}.FileSystemId %}`,
            protection: `{% $exists(${PROTECTION}) ? ${PROTECTION} : 'unknown' %}`,
          },
          Next: "decide",
        },
        { protection: "{% 'unknown' %}" },
      ),
    },
    done: "$protection = 'ENABLED'",
    act: {
      choices: [
        { Condition: "{% $protection = 'REPLICATING' %}", Next: "find the source" },
        // It waits for a replication that was never made.
        { Condition: "{% $protection = 'DISABLED' %}", Next: "protect" },
      ],
      states: {
        "find the source": describeReplication({
          assign: {
            sourceFileSystemId: "{% $states.result.Replications[0].SourceFileSystemId %}",
            isDeleting: "{% $states.result.Replications[0].Destinations[0].Status = 'DELETING' %}",
          },
          next: "is it going",
          otherwise: "wait",
        }),
        "is it going": {
          Type: "Choice",
          Choices: [{ Condition: "{% $isDeleting %}", Next: "wait" }],
          Default: "delete the replication",
        },
        "delete the replication": call(
          "efs:deleteReplicationConfiguration",
          { SourceFileSystemId: "{% $sourceFileSystemId %}", DeletionMode: "{% $deletionMode %}" },
          { next: "wait", otherwise: "on this side alone" },
        ),
        // What EFS can't delete on both sides it deletes on one; the re-protection of the other site sees to the rest.
        "on this side alone": {
          Type: "Pass",
          Assign: { deletionMode: "LOCAL_CONFIGURATION_ONLY" },
          Next: "wait",
        },
        protect: call(
          "efs:updateFileSystemProtection",
          { FileSystemId: "{% $fileSystemId %}", ReplicationOverwriteProtection: "ENABLED" },
          { next: "wait", otherwise: "wait" },
        ),
        tell: call(
          "sns:publish",
          {
            TopicArn: scope.topicArn,
            Subject: `${scope.system}: files take no writes`,
            Message:
              `{% 'The file system ${token} takes no writes after ${RELEASE_SECONDS} s: media can be watched, and not uploaded. Start ' & ` +
              "$mode & ' again, or see docs/runbooks/failover.md.' %}",
          },
          { otherwise: NEXT },
        ),
      },
    },
    late: "tell",
  });
}
