import type { PolicyStatement } from "../iam/policy-document";

/** Whom the statements are for. */
export interface RuntimeStatementsProps {
  readonly functionArn: string;
  readonly logGroupArn: string;
  readonly isInVpc: boolean;
}

/** What Lambda does with network interfaces: the actions of AWS's policy AWSLambdaVPCAccessExecutionRole, as of 2024. */
const NETWORK_INTERFACE_ACTIONS = [
  "ec2:CreateNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:DeleteNetworkInterface",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
];

/** What Lambda itself does in the name of a function's role, around the function's code. All of it is literal. */
export function runtimeStatements(props: RuntimeStatementsProps): PolicyStatement[] {
  const { functionArn, logGroupArn, isInVpc } = props;
  return [
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${logGroupArn}:*`],
    },
    {
      sid: "WriteTraces",
      actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      resources: ["*"],
      wildcardReason: "X-Ray has no resource for a trace that is being written.",
    },
    ...(isInVpc ? networkStatements(functionArn) : []),
  ];
}

function networkStatements(functionArn: string): PolicyStatement[] {
  return [
    {
      sid: "PlaceInVpc",
      actions: NETWORK_INTERFACE_ACTIONS,
      resources: ["*"],
      wildcardReason:
        "Lambda makes the network interfaces itself, so their ids can't be known, and it refuses a role that may not " +
        "delete all of them.",
    },
    {
      sid: "NotFromCode",
      effect: "Deny",
      actions: NETWORK_INTERFACE_ACTIONS,
      resources: ["*"],
      // Holds for the calls of the function's own code; those of Lambda carry no such key.
      conditions: [{ operator: "ArnEquals", key: "lambda:SourceFunctionArn", values: [functionArn] }],
    },
  ];
}
