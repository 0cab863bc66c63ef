import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import type { WafSettings } from "./settings";
import { WebAclLogs } from "./web-acl-logs";
import { visibility, webAclRules } from "./web-acl-rules";

/** Headers that would let a reader of logs or samples act as the sender. */
const SECRET_HEADERS = ["authorization", "cookie"];

/** What a web application firewall is made from. */
export interface WebAclProps {
  readonly settings: WafSettings;
  /** What it stands in front of: a load balancer, or a stage of a REST API. */
  readonly resourceArn: string;
  /**
   * What that is called, in the description of the firewall.
   *
   * @default "load balancer"
   */
  readonly inFrontOf?: string;
  /** Encrypts the logs. */
  readonly logsKeyArn: string;
  readonly logRetentionInDays: number;
  /**
   * How the paths end of requests whose bodies are not looked into, for example `/media`; or what the whole path must match.
   *
   * @default - none: a body over 8 KB is refused
   */
  readonly uploads?: string | RegExp | undefined;
  /**
   * A header that carries keys: it is kept out of logs and samples as `authorization` and `cookie` are.
   *
   * @default - none
   */
  readonly keyHeader?: string;
}

/** The web application firewall in front of whatever callers reach. What no rule knows is let through. */
export class WebAcl extends Construct {
  readonly arn: string;
  /** The physical name: what CloudWatch's dimension `WebACL` takes. */
  readonly name: string;
  readonly logs: WebAclLogs;

  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.name = nameFor(this, "ingress", "webAcl");
    const secretHeaders = [...SECRET_HEADERS, ...(props.keyHeader ? [props.keyHeader] : [])];
    const acl = new Wafv2WebAcl(this, "Default", {
      provider,
      name: this.name,
      description: `Rate limit and AWS managed rules in front of the ${props.inFrontOf ?? "load balancer"}`,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rule: webAclRules(props.settings.requestsPerFiveMinutes, props.uploads),
      visibilityConfig: visibility(this.name),
      // Redacting logs leaves samples in the clear: they get this.
      dataProtectionConfig: {
        dataProtection: secretHeaders.map((header) => ({
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
      secretHeaders,
    });
    new Wafv2WebAclAssociation(this, "association", {
      provider,
      webAclArn: acl.arn,
      resourceArn: props.resourceArn,
    });
  }
}
