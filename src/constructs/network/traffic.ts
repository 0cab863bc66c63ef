import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";

/** Who may reach whom. */
export interface TrafficProps {
  /** The id of the security group that opens connections. */
  readonly from: string;
  /** The id of the security group that takes them. */
  readonly to: string;
  /** The TCP port. */
  readonly port: number;
  readonly description: string;
}

/** Lets one security group reach another on one TCP port: the way out of the one, and the way into the other. */
export class Traffic extends Construct {
  /** For whoever must not start before its connections are let through. */
  readonly rules: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { from, to, port, description }: TrafficProps) {
    super(scope, id);
    const provider = providerOf(this);
    const rule = { provider, description, ipProtocol: "tcp", fromPort: port, toPort: port };
    const out = new VpcSecurityGroupEgressRule(this, "out", {
      ...rule,
      securityGroupId: from,
      referencedSecurityGroupId: to,
    });
    const into = new VpcSecurityGroupIngressRule(this, "in", {
      ...rule,
      securityGroupId: to,
      referencedSecurityGroupId: from,
    });
    this.rules = [out, into];
  }
}

/** Lets a security group reach AWS services and other HTTPS servers, through NAT or endpoints. */
export class HttpsOut extends Construct {
  constructor(scope: Construct, id: string, { from }: Pick<TrafficProps, "from">) {
    super(scope, id);
    new VpcSecurityGroupEgressRule(this, "Default", {
      provider: providerOf(this),
      description: "HTTPS to AWS services",
      securityGroupId: from,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
  }
}
