import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { providerOf } from "../../stacks/aliased-scope";
import { Traffic } from "../network/traffic";
import { TLS_POLICY } from "./https-listeners";

/** What the listener of a load balancer for some callers is made from. */
export interface CallersListenerProps {
  readonly loadBalancerArn: string;
  readonly securityGroupId: string;
  /** The security group of those who are let in. */
  readonly callersSecurityGroupId: string;
  /**
   * @default - none: it answers plain HTTP
   */
  readonly certificateArn?: string | undefined;
  readonly targetGroupArn: string;
}

/** Why a load balancer for some callers answers HTTP. */
export const WHY_HTTP_FOR_CALLERS =
  "Without a domain there is no certificate. The load balancer is internal and lets in one security group only, so nothing " +
  "unencrypted leaves the VPC; a domain in the environment makes it HTTPS.";

/** Takes requests of one security group only, over HTTPS when there is a certificate. */
export class CallersListener extends Construct {
  /** The listener that forwards to the service. */
  readonly forwarding: LbListener;

  constructor(scope: Construct, id: string, props: CallersListenerProps) {
    super(scope, id);
    const { loadBalancerArn, certificateArn, targetGroupArn } = props;
    const port = certificateArn ? 443 : 80;
    new Traffic(this, "callers", {
      from: props.callersSecurityGroupId,
      to: props.securityGroupId,
      port,
      description: "Requests to the load balancer",
    });
    this.forwarding = new LbListener(this, "Default", {
      provider: providerOf(this),
      loadBalancerArn,
      port,
      ...(certificateArn
        ? {
            protocol: "HTTPS",
            sslPolicy: TLS_POLICY,
            certificateArn,
            routingHttpResponseServerEnabled: false,
          }
        : { protocol: "HTTP" }),
      defaultAction: [{ type: "forward", targetGroupArn }],
    });
    if (!certificateArn) {
      for (const check of ["CKV_AWS_2", "CKV_AWS_103"]) {
        answerFinding(this.forwarding, check, WHY_HTTP_FOR_CALLERS);
      }
    }
  }
}
