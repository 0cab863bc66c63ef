import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { policyDocument } from "../iam/policy-document";
import { LogGroup } from "../observability/log-group";

/** WAF writes only into log groups whose names start so. */
const NAME_PREFIX = "aws-waf-logs-";

/** Actions of WAF that are worth a line: what it let through stands in the load balancer's access log. */
const LOGGED_ACTIONS = ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"];

/** Headers that would let a reader of the log act as the sender. */
export const SECRET_HEADERS = ["authorization", "cookie"];

/** What the logs of a web ACL are made from. */
export interface WebAclLogsProps {
  readonly webAclArn: string;
  readonly keyArn: string;
  readonly retentionInDays: number;
}

/** Every request that a web ACL blocked or counted, without secrets. */
export class WebAclLogs extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { webAclArn, keyArn, retentionInDays }: WebAclLogsProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.logGroup = new LogGroup(this, "log-group", {
      name: `${NAME_PREFIX}${nameFor(this, "ingress", "logGroup")}`,
      retentionInDays,
      keyArn,
      ...(retentionInDays < 365 && {
        shortRetentionReason: "The environment asks for less than a year: enough to look into an attack.",
      }),
    });
    new Wafv2WebAclLoggingConfiguration(this, "Default", {
      provider,
      resourceArn: webAclArn,
      logDestinationConfigs: [this.logGroup.resource.arn],
      redactedFields: SECRET_HEADERS.map((name) => ({ singleHeader: { name } })),
      loggingFilter: {
        defaultBehavior: "DROP",
        filter: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            condition: LOGGED_ACTIONS.map((action) => ({ actionCondition: { action } })),
          },
        ],
      },
      dependsOn: [this.addDeliveryPolicy()],
    });
  }

  /** Made here, so that WAF does not make one for the whole account that stays behind. */
  private addDeliveryPolicy(): CloudwatchLogResourcePolicy {
    const { account } = RegionalStack.of(this).environment;
    return new CloudwatchLogResourcePolicy(this, "delivery", {
      provider: providerOf(this),
      policyName: nameFor(this, "waf-log-delivery", "iamPolicy"),
      policyDocument: policyDocument([
        {
          sid: "AllowLogDelivery",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [`${this.logGroup.arn}:log-stream:*`],
          principals: [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }],
          conditions: [
            { operator: "StringEquals", key: "aws:SourceAccount", values: [account] },
            {
              operator: "ArnLike",
              key: "aws:SourceArn",
              values: [`arn:aws:logs:${regionOf(this)}:${account}:*`],
            },
          ],
        },
      ]),
    });
  }
}
