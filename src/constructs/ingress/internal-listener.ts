import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { answerFinding } from "../../policy/answers";
import { providerOf } from "../../stacks/aliased-scope";

/** What the listener of an internal load balancer is made from. */
export interface InternalListenerProps {
  readonly loadBalancerArn: string;
  readonly securityGroupId: string;
  /** The VPC's IPv4 block: nobody else is let in. */
  readonly cidr: string;
  readonly targetGroupArn: string;
}

/** Why a load balancer answers HTTP. */
export const WHY_HTTP =
  "Without a domain there is no certificate. The load balancer is internal and lets in the VPC only, so nothing " +
  "unencrypted leaves it; a domain in the environment makes it HTTPS.";

/** Takes HTTP from inside the VPC: the way into a service whose environment has no domain, and so no certificate. */
export class InternalListener extends Construct {
  /** The listener that forwards to the service. */
  readonly forwarding: LbListener;

  constructor(scope: Construct, id: string, props: InternalListenerProps) {
    super(scope, id);
    const provider = providerOf(this);
    new VpcSecurityGroupIngressRule(this, "http-in", {
      provider,
      description: "Port 80 from inside the VPC",
      securityGroupId: props.securityGroupId,
      cidrIpv4: props.cidr,
      ipProtocol: "tcp",
      fromPort: 80,
      toPort: 80,
    });
    this.forwarding = new LbListener(this, "http", {
      provider,
      loadBalancerArn: props.loadBalancerArn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [{ type: "forward", targetGroupArn: props.targetGroupArn }],
    });
    for (const check of ["CKV_AWS_2", "CKV_AWS_103"]) answerFinding(this.forwarding, check, WHY_HTTP);
  }
}
