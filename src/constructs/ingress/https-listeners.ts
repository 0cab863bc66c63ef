import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { providerOf } from "../../stacks/aliased-scope";

/**
 * TLS 1.3, and TLS 1.2 with forward secrecy and authenticated ciphers only; post-quantum key exchange where the client can.
 * AWS recommends it. Source: Application Load Balancer guide, security policies, read 2026-11.
 */
export const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** A browser that has been here once never tries HTTP again, for a year. */
const STRICT_TRANSPORT_SECURITY = "max-age=31536000";

/** What the listeners of a public load balancer are made from. */
export interface HttpsListenersProps {
  readonly loadBalancerArn: string;
  readonly securityGroupId: string;
  readonly certificateArn: string;
  readonly targetGroupArn: string;
}

/** Takes HTTPS from anywhere, and sends whoever comes by HTTP there. */
export class HttpsListeners extends Construct {
  /** The listener that forwards to the service. */
  readonly forwarding: LbListener;

  constructor(scope: Construct, id: string, props: HttpsListenersProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.allowFromAnywhere("https-in", 443, props.securityGroupId);
    const http = this.allowFromAnywhere("http-in", 80, props.securityGroupId);
    answerFinding(http, "CKV_AWS_260", "Only redirects to HTTPS: nothing is served in the clear.");
    new LbListener(this, "redirect", {
      provider,
      loadBalancerArn: props.loadBalancerArn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [
        { type: "redirect", redirect: { statusCode: "HTTP_301", protocol: "HTTPS", port: "443" } },
      ],
    });
    this.forwarding = new LbListener(this, "https", {
      provider,
      loadBalancerArn: props.loadBalancerArn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: TLS_POLICY,
      certificateArn: props.certificateArn,
      routingHttpResponseStrictTransportSecurityHeaderValue: STRICT_TRANSPORT_SECURITY,
      routingHttpResponseServerEnabled: false,
      defaultAction: [{ type: "forward", targetGroupArn: props.targetGroupArn }],
    });
  }

  private allowFromAnywhere(id: string, port: number, securityGroupId: string) {
    return new VpcSecurityGroupIngressRule(this, id, {
      provider: providerOf(this),
      description: `Port ${port} from anywhere`,
      securityGroupId,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
    });
  }
}
