import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { inlinePolicy } from "../iam/inline-policy";
import { serviceTrust, type PolicyStatement } from "../iam/policy-document";

/** What Step Functions needs for logs in CloudWatch (Step Functions developer guide, logging, read 2026-11). */
const LOG_DELIVERY_ACTIONS = [
  "logs:CreateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:DescribeLogGroups",
  "logs:DescribeResourcePolicies",
  "logs:GetLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:UpdateLogDelivery",
];

/** What the role of a state machine is made from. */
export interface MachineRoleProps {
  /** The thing of its physical name. */
  readonly thing: string;
  /**
   * @default "What the failover runs as: exactly the calls that it makes"
   */
  readonly description?: string;
  /** The calls of the definition. */
  readonly statements: readonly PolicyStatement[];
}

/** What a state machine runs as: it may make the calls of its definition, and deliver logs and traces. */
export class MachineRole extends Construct {
  readonly resource: IamRole;
  readonly policies: readonly IamRolePolicy[];

  constructor(scope: Construct, id: string, { thing, description, statements }: MachineRoleProps) {
    super(scope, id);
    const { account } = RegionalStack.of(this).environment;
    this.resource = new IamRole(this, "Default", {
      provider: providerOf(this),
      name: nameFor(this, thing, "iamRole"),
      description: description ?? "What the failover runs as: exactly the calls that it makes",
      assumeRolePolicy: serviceTrust("states.amazonaws.com", account),
    });
    this.policies = [
      inlinePolicy(this, this.resource, "calls", statements),
      inlinePolicy(this, this.resource, "runtime", RUNTIME),
    ];
  }
}

const RUNTIME: readonly PolicyStatement[] = [
  {
    sid: "DeliverLogs",
    actions: LOG_DELIVERY_ACTIONS,
    resources: ["*"],
    wildcardReason:
      "The actions of log deliveries know no resources (Step Functions developer guide, logging).",
  },
  {
    sid: "WriteTraces",
    actions: [
      "xray:GetSamplingRules",
      "xray:GetSamplingTargets",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ],
    resources: ["*"],
    wildcardReason: "X-Ray has no resource for a trace that is being written.",
  },
];
