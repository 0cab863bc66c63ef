import { DURATIONS } from "../../durations";
import { call, CALL_SECONDS } from "../call";
import { tolerant } from "../fragment";
import type { MachineScope, MachineStep } from "../step";
import { publishStatement } from "./shared";

/** Tells people by the alert topic; nobody waits for it. */
export function announce(
  scope: MachineScope,
  id: "announce-start" | "announce-end",
  text: string,
): MachineStep {
  const message = text.replace("SYSTEM", scope.system).replace("SITE", scope.site);
  const state = call("sns:publish", {
    TopicArn: scope.topicArn,
    Subject: `${scope.system}: failover`,
    Message: message,
  });
  return {
    step: {
      id,
      phase: id === "announce-start" ? "take over" : "notify",
      title: id === "announce-start" ? "Tell people that it begins" : "Tell people that it is done",
      participant: "failover",
      calls: ["sns:Publish"],
      completion: "The topic took the message.",
      timeoutSeconds: CALL_SECONDS,
      duration: DURATIONS.call,
      repeatable: "A second mail harms nobody.",
      compensation: "None is needed.",
      mayFail: true,
      manual: [],
    },
    states: tolerant({ StartAt: `${id}: publish`, States: { [`${id}: publish`]: state } }),
    statements: [publishStatement(scope)],
  };
}
