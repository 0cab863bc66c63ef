import { Construct } from "constructs";
import { regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { LambdaFunction } from "../functions/lambda-function";
import { Schedule } from "../functions/schedule";
import { viaServices } from "../keys/via-service";
import { NAMESPACE } from "./traffic-metric";

/** Two calls to services of the same region, and a retry of each. Far below the minute until the next run. */
const TIMEOUT_SECONDS = 20;

/** What the publisher of the traffic metric is made from. */
export interface PublishTrafficProps {
  /** The table of the role record. */
  readonly roleTableName: string;
  /** The key of that table. */
  readonly roleTableKeyArn: string;
  /** Encrypts the function's variables and logs. */
  readonly keyArn: string;
  readonly logRetentionInDays: number;
}

/**
 * Publishes, every minute, where the role record says that traffic belongs. Part of the DR stack: it needs nothing of the
 * primary region. While it does not run, traffic stays where it was.
 */
export class PublishTraffic extends Construct {
  readonly function: LambdaFunction;

  /** @throws Error outside of the DR region. */
  constructor(scope: Construct, id: string, props: PublishTrafficProps) {
    super(scope, id);
    if (siteOf(this) !== "dr")
      throw new Error(`${this.node.path}: the switch must outlive the primary region`);
    const { roleTableName, roleTableKeyArn, keyArn, logRetentionInDays } = props;
    const { system, environment } = RegionalStack.of(this);
    const region = regionOf(this);
    this.function = new LambdaFunction(this, "function", {
      functionName: "publish-traffic",
      description: "Publishes which site traffic belongs to, for Route 53 to follow",
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: {
        ROLE_TABLE: roleTableName,
        SYSTEM: system,
        ENVIRONMENT_SUFFIX: environment.suffix,
      },
      keyArn,
      logRetentionInDays,
      statements: [
        {
          sid: "ReadRoleRecord",
          actions: ["dynamodb:GetItem"],
          resources: [`arn:aws:dynamodb:${region}:${environment.account}:table/${roleTableName}`],
        },
        {
          sid: "DecryptRoleRecord",
          actions: ["kms:Decrypt"],
          resources: [roleTableKeyArn],
          conditions: [viaServices(`dynamodb.${region}`)],
        },
        {
          sid: "PublishMetrics",
          actions: ["cloudwatch:PutMetricData"],
          resources: ["*"],
          conditions: [{ operator: "StringEquals", key: "cloudwatch:namespace", values: [NAMESPACE] }],
          wildcardReason:
            "CloudWatch knows no resource for this action; the condition holds it to one namespace.",
        },
      ],
    });
    new Schedule(this, "schedule", {
      target: this.function,
      ruleName: "publish-traffic",
      description: "Every minute: the period of the alarm that Route 53 follows",
      expression: "rate(1 minute)",
    });
  }
}
