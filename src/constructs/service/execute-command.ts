import type { PolicyStatement } from "../iam/policy-document";
import type { LogGroup } from "../observability/log-group";

/**
 * What a task's role needs so that operators can run commands in the task, encrypted and logged.
 *
 * Source: ECS developer guide, "Using ECS Exec to access containers", read 2026-11.
 */
export function executeCommandStatements(keyArn: string, commandLog: LogGroup): PolicyStatement[] {
  return [
    {
      sid: "OpenSession",
      actions: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: ["*"],
      wildcardReason: "Channels of a session come and go: these actions know no resources.",
    },
    { sid: "DecryptSession", actions: ["kms:Decrypt"], resources: [keyArn] },
    {
      sid: "FindSessionLog",
      actions: ["logs:DescribeLogGroups"],
      resources: ["*"],
      wildcardReason: "The agent lists log groups to find its own; the action can't be narrowed to one.",
    },
    {
      sid: "LogSession",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [`${commandLog.arn}:*`],
    },
  ];
}
