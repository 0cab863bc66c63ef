/**
 * How a task stops that fails by itself. Not: `UserInitiated`, `ServiceSchedulerInitiated`, `SpotInterruption`,
 * `TerminationNotice`. (`TaskStopCode`, ECS API model of SDK 3.1162, read 2026-11.)
 */
export const FAILING_STOP_CODES: readonly string[] = ["EssentialContainerExited", "TaskFailedToStart"];

/** ECS finds no room for a task: no Spot or Fargate capacity (ECS Developer Guide, service action events, read 2026-11). */
export const PLACEMENT_FAILURE = "SERVICE_TASK_PLACEMENT_FAILURE";

/** The calls of EC2 that can open a security group. One that makes a group makes no rules that let something in. */
export const OPENING_CALLS: readonly string[] = ["AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules"];
