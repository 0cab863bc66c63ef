import { otherSite, type Site } from "../../../config/site";
import { DURATIONS } from "../../durations";
import { call, invoke } from "../call";
import { NEXT, tolerant } from "../fragment";
import { ME } from "../record/expressions";
import { REMOTE_SECONDS } from "../record/remote";
import type { MachineScope, MachineStep } from "../step";
import { invokeStatement, publishStatement } from "./shared";

/** Stops the old site as far as it can be reached. */
export function fence(scope: MachineScope): MachineStep {
  const { clusterName, serviceName } = scope.otherService;
  return {
    step: {
      id: "fence-other-site",
      phase: "take over",
      title: `Stop the service in ${scope.otherRegion} as far as it can be reached`,
      participant: "failover",
      calls: ["lambda:InvokeFunction"],
      completion: "No task runs there, or the region does not answer.",
      timeoutSeconds: REMOTE_SECONDS,
      duration: DURATIONS.otherSite,
      repeatable: "It sets the count to 0.",
      compensation: "Re-protection raises it to what a standby site runs.",
      mayFail: true,
      manual: [
        {
          when: `${scope.otherRegion} answers, and you mean to take over from it`,
          command:
            `aws application-autoscaling register-scalable-target --region ${scope.otherRegion} --service-namespace ecs ` +
            `--scalable-dimension ecs:service:DesiredCount --resource-id service/${clusterName}/${serviceName} --min-capacity 0 ` +
            "--suspended-state DynamicScalingInSuspended=true,DynamicScalingOutSuspended=true,ScheduledScalingSuspended=true && " +
            `aws ecs update-service --region ${scope.otherRegion} --cluster ${clusterName} --service ${serviceName} --desired-count 0`,
        },
      ],
    },
    states: tolerant({
      StartAt: "fence-other-site: stop its tasks",
      States: {
        "fence-other-site: stop its tasks": invoke(scope.otherSiteArn, { action: "fence" }, REMOTE_SECONDS),
      },
    }),
    statements: [invokeStatement("ReachOtherSite", scope.otherSiteArn)],
  };
}

/** Lets the old site stand by, if it answers. */
export function startReprotection(scope: MachineScope): MachineStep {
  const other: Site = otherSite(scope.site);
  return {
    step: {
      id: "start-reprotection",
      phase: "re-protect",
      title: `Let the ${other} site stand by again`,
      participant: "failover",
      calls: ["lambda:InvokeFunction"],
      completion: `The other site's state machine runs with mode reprotect, or ${scope.otherRegion} does not answer.`,
      timeoutSeconds: REMOTE_SECONDS,
      duration: DURATIONS.otherSite,
      repeatable: "An execution of the same epoch is not started twice.",
      compensation: `When ${scope.otherRegion} is back: standby reprotect ${scope.system}`,
      mayFail: true,
      manual: [],
    },
    states: {
      StartAt: "start-reprotection: call",
      States: {
        "start-reprotection: call": invoke(
          scope.otherSiteArn,
          { action: "start-reprotection", epoch: "{% $epoch %}", reason: "{% $reason %}" },
          REMOTE_SECONDS,
          { otherwise: "start-reprotection: later" },
        ),
        "start-reprotection: later": {
          ...call("sns:publish", {
            TopicArn: scope.topicArn,
            Subject: `${scope.system}: not protected`,
            Message: `The ${other} site does not answer, so nothing stands by. When ${scope.otherRegion} is back: standby reprotect ${scope.system}`,
          }),
          Catch: [{ ErrorEquals: ["States.ALL"], Next: NEXT }],
        },
      },
    },
    statements: [invokeStatement("ReachOtherSite", scope.otherSiteArn), publishStatement(scope)],
  };
}

/** Ends an emergency: the record in the DR region holds again. */
export function handBack(scope: MachineScope): MachineStep {
  return {
    step: {
      id: "hand-back-record",
      phase: "re-protect",
      title: "Hand the emergency record back to the DR region",
      participant: "failover",
      calls: ["lambda:InvokeFunction"],
      completion: "The record in the DR region says what the emergency record said, and that one is gone.",
      timeoutSeconds: REMOTE_SECONDS,
      duration: DURATIONS.otherSite,
      repeatable: "Without an emergency record there is nothing to hand back.",
      compensation: "As long as it is there, the emergency record holds.",
      mayFail: false,
      manual: [],
    },
    states: {
      StartAt: "hand-back-record: call",
      States: {
        "hand-back-record: call": invoke(
          scope.otherSiteArn,
          { action: "record", operation: "hand-back", holder: ME },
          REMOTE_SECONDS,
        ),
      },
    },
    statements: [invokeStatement("ReachOtherSite", scope.otherSiteArn)],
  };
}
