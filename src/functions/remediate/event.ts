// The namespace import lets the bundler leave out what is not used.
import * as z from "zod";
import { name } from "../site-settings";

const envelope = { id: name, time: z.iso.datetime() };

/** Source: ECS Developer Guide, "Amazon ECS task state change events", read 2026-11. */
const taskChange = z.object({
  ...envelope,
  "detail-type": z.literal("ECS Task State Change"),
  detail: z.object({
    clusterArn: name,
    /** `service:<name>` of a task that a service has started. */
    group: name,
    lastStatus: name,
    stopCode: name.optional(),
  }),
});

/** Source: ECS Developer Guide, "Amazon ECS service action events", read 2026-11. */
const serviceAction = z.object({
  ...envelope,
  "detail-type": z.literal("ECS Service Action"),
  /** The ARN of the service. */
  resources: z.array(name),
  detail: z.object({ eventName: name, reason: name.optional() }),
});

/** Source: CloudWatch User Guide, "Alarm events and EventBridge", read 2026-11. */
const alarmChange = z.object({
  ...envelope,
  "detail-type": z.literal("CloudWatch Alarm State Change"),
  detail: z.object({ alarmName: name, state: z.object({ value: name }) }),
});

/**
 * Source: CloudTrail User Guide, "CloudTrail record contents"; the parts of EC2 as published records show them, read 2026-11.
 */
const apiCall = z.object({
  ...envelope,
  "detail-type": z.literal("AWS API Call via CloudTrail"),
  detail: z.object({
    eventSource: name,
    eventName: name,
    errorCode: name.optional(),
    /** A service that acts by itself has no ARN. */
    userIdentity: z.object({ arn: name.optional(), invokedBy: name.optional() }),
    requestParameters: z
      .object({
        groupId: name.optional(),
        /** The request of ModifySecurityGroupRules, in the spelling of the API. */
        ModifySecurityGroupRulesRequest: z.object({ GroupId: name }).optional(),
      })
      .nullish(),
    responseElements: z
      .object({
        securityGroupRuleSet: z.object({ items: z.array(z.object({ groupId: name })) }).optional(),
      })
      .nullish(),
  }),
});

/** What EventBridge tells the function. */
export const remediationEvent = z.discriminatedUnion("detail-type", [
  taskChange,
  serviceAction,
  alarmChange,
  apiCall,
]);

/** What EventBridge tells the function. */
export type RemediationEvent = z.infer<typeof remediationEvent>;
