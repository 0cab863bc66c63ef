import { DURATIONS } from "../../durations";
import { call } from "../../machine/call";
import { tolerant } from "../../machine/fragment";
import type { MachineScope, MachineStep } from "../../machine/step";
import { ownArn, ownInstance, type RdsReplicaProps } from "./names";

/** An instance that is backed up after its promotion takes no changes for a while: 11 attempts, 30 s apart. */
const RETRY = { seconds: 30, attempts: 10 };

/** The attempts and the waits between them, in seconds. */
const MODIFY_SECONDS = RETRY.seconds * RETRY.attempts + 3 * (RETRY.attempts + 1);

/** Gives the promoted instance its standby in another zone. Nobody waits for it: it takes from minutes to hours, without an outage. */
export function convertToMultiAz(scope: MachineScope, props: RdsReplicaProps): MachineStep {
  const identifier = ownInstance(scope, props);
  const id = "convert-database";
  return {
    step: {
      id,
      phase: "notify",
      title: `Give the database in ${scope.region} a standby in another zone`,
      participant: "database",
      calls: ["rds:ModifyDBInstance"],
      completion: "The call is accepted; RDS converts the instance by itself, without an outage.",
      timeoutSeconds: MODIFY_SECONDS,
      duration: DURATIONS.call,
      repeatable: "The same wish twice changes nothing.",
      compensation: "The next terraform apply proposes the same change.",
      mayFail: true,
      manual: [
        {
          command: `aws rds modify-db-instance --region ${scope.region} --db-instance-identifier ${identifier} --multi-az --apply-immediately`,
        },
      ],
    },
    states: tolerant({
      StartAt: `${id}: modify`,
      States: {
        [`${id}: modify`]: {
          ...call("rds:modifyDBInstance", {
            DbInstanceIdentifier: identifier,
            MultiAZ: true,
            ApplyImmediately: true,
          }),
          Retry: [
            {
              ErrorEquals: ["States.ALL"],
              IntervalSeconds: RETRY.seconds,
              MaxAttempts: RETRY.attempts,
              BackoffRate: 1,
            },
          ],
        },
      },
    }),
    statements: [
      { sid: "ChangeDatabase", actions: ["rds:ModifyDBInstance"], resources: [ownArn(scope, props)] },
    ],
  };
}
