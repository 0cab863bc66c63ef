import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import { LogDeliveryPolicy } from "../observability/log-delivery-policy";
import { LogGroup } from "../observability/log-group";

/** WAF writes only into log groups whose names start so. */
const NAME_PREFIX = "aws-waf-logs-";

/** Actions of WAF that are worth a line: what it let through stands in the access log of what it protects. */
const LOGGED_ACTIONS = ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"];

/** What the logs of a web ACL are made from. */
export interface WebAclLogsProps {
  readonly webAclArn: string;
  readonly keyArn: string;
  readonly retentionInDays: number;
  /** Headers that would let a reader of the log act as the sender. */
  readonly secretHeaders: readonly string[];
}

/** Every request that a web ACL blocked or counted, without secrets. */
export class WebAclLogs extends Construct {
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: WebAclLogsProps) {
    super(scope, id);
    const { webAclArn, keyArn, retentionInDays, secretHeaders } = props;
    const provider = providerOf(this);
    this.logGroup = new LogGroup(this, "log-group", {
      name: `${NAME_PREFIX}${nameFor(this, "ingress", "logGroup")}`,
      retentionInDays,
      keyArn,
      ...(retentionInDays < 365 && {
        shortRetentionReason: "The environment asks for less than a year: enough to look into an attack.",
      }),
    });
    const delivery = new LogDeliveryPolicy(this, "delivery", { thing: "waf", logGroups: [this.logGroup] });
    new Wafv2WebAclLoggingConfiguration(this, "Default", {
      provider,
      resourceArn: webAclArn,
      logDestinationConfigs: [this.logGroup.resource.arn],
      redactedFields: secretHeaders.map((name) => ({ singleHeader: { name } })),
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
      dependsOn: [delivery.resource],
    });
  }
}
