import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import type { WafSettings } from "./settings";
import { SECRET_HEADERS, WebAclLogs } from "./web-acl-logs";
import { visibility, webAclRules } from "./web-acl-rules";

/** What a web application firewall is made from. */
export interface WebAclProps {
  readonly settings: WafSettings;
  readonly loadBalancerArn: string;
  /** Encrypts the logs. */
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
  /**
   * How the paths end of requests whose bodies are not looked into, for example `/media`.
   *
   * @default - none: a body over 8 KB is refused
   */
  readonly uploads?: string | undefined;
}

/** The web application firewall in front of a load balancer. What no rule knows is let through. */
export class WebAcl extends Construct {
  readonly arn: string;
  /** The physical name: what CloudWatch's dimension `WebACL` takes. */
  readonly name: string;
  readonly logs: WebAclLogs;

  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.name = nameFor(this, "ingress", "webAcl");
    const acl = new Wafv2WebAcl(this, "Default", {
      provider,
      name: this.name,
      description: "Rate limit and AWS managed rules in front of the load balancer",
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rule: webAclRules(props.settings.requestsPerFiveMinutes, props.uploads),
      visibilityConfig: visibility(this.name),
      // Redacting logs leaves samples in the clear: they get this.
      dataProtectionConfig: {
        dataProtection: SECRET_HEADERS.map((header) => ({
          action: "SUBSTITUTION",
          field: { fieldType: "SINGLE_HEADER", fieldKeys: [header] },
        })),
      },
    });
    this.arn = acl.arn;
    this.logs = new WebAclLogs(this, "logs", {
      webAclArn: acl.arn,
      keyArn: props.logsKeyArn,
      retentionInDays: props.logRetentionInDays,
    });
    new Wafv2WebAclAssociation(this, "association", {
      provider,
      webAclArn: acl.arn,
      resourceArn: props.loadBalancerArn,
    });
  }
}
