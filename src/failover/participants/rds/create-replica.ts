import { DURATIONS } from "../../durations";
import { invoke } from "../../machine/call";
import { NEXT } from "../../machine/fragment";
import { REMOTE_SECONDS } from "../../machine/record/remote";
import { repeat } from "../../machine/repeat";
import type { MachineScope, MachineStep } from "../../machine/step";
import { invokeStatement } from "../../machine/steps/shared";
import { describeOwn, NOT_FOUND, otherArn, ownInstance, ownStatement, type RdsReplicaProps } from "./names";

/** Between two attempts, in seconds. */
const TRY_EVERY_SECONDS = 60;

/** A source that is converted or backed up gives no replica: it is asked for twice as long as a conversion takes at worst, in seconds. */
const CREATION_SECONDS = 2 * DURATIONS.multiAzConversion.worstSeconds;

const ID = "create-replica";

/**
 * Asks for a replica of the other site's instance, under the identifier of the one that was deleted: Terraform finds it there.
 *
 * By the function: the call needs a URL that is signed for the other region, which no integration of Step Functions makes.
 */
export function createReplica(scope: MachineScope, props: RdsReplicaProps): MachineStep {
  const identifier = ownInstance(scope, props);
  return {
    step: {
      id: ID,
      phase: "re-protect",
      title: `Make a replica of the database in ${scope.region}`,
      participant: "database",
      calls: ["rds:DescribeDBInstances", "lambda:InvokeFunction"],
      completion: `${identifier} exists, in whichever state.`,
      timeoutSeconds: CREATION_SECONDS,
      duration: DURATIONS.multiAzConversion,
      repeatable: "It looks first. What exists is not made again.",
      compensation: "Start it again: standby reprotect. See docs/runbooks/failback.md for a replica by hand.",
      mayFail: false,
      manual: [
        {
          command: `aws lambda invoke --region ${scope.region} --function-name ${scope.otherSiteArn} --payload '{"action":"create-replica"}' --cli-binary-format raw-in-base64-out /dev/stdout`,
          expect: `"state":"started" or "exists". Its source is ${otherArn(scope, props)}, which must be available`,
        },
      ],
    },
    states: repeat({
      id: ID,
      deadline: "createUntil",
      everySeconds: TRY_EVERY_SECONDS,
      withinSeconds: CREATION_SECONDS,
      round: {
        look: describeOwn(scope, props, {
          on: [{ errors: NOT_FOUND, next: "call" }],
          next: NEXT,
          otherwise: "is there time",
        }),
        call: invoke(scope.otherSiteArn, { action: "create-replica" }, REMOTE_SECONDS, {
          next: "is there time",
          otherwise: "is there time",
        }),
      },
      late: {
        error: "NoReplica",
        cause: `No replica of ${otherArn(scope, props)} could be made within ${CREATION_SECONDS / 3600} h: nothing protects the database.`,
      },
    }),
    statements: [ownStatement(scope, props), invokeStatement("ReachOtherSite", scope.otherSiteArn)],
  };
}
