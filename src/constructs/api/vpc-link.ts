import { Apigatewayv2VpcLink } from "@cdktf/provider-aws/lib/apigatewayv2-vpc-link";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import { nameFor, providerOf } from "../../stacks/aliased-scope";
import type { Network } from "../network/network";

/** What a way from API Gateway into a VPC is made from. */
export interface VpcLinkProps {
  readonly network: Network;
}

/**
 * The way from API Gateway into the private subnets (a VPC link V2). It is made beforehand in both sites: one takes minutes to
 * be there. One without traffic for 60 days falls asleep, and needs minutes again (developer guide, VPC links V2, read 2026-11): the
 * probes of DNS keep that of a standby awake.
 *
 * Nothing gets in through its security group, and nothing out until `Traffic` says where to.
 */
export class VpcLink extends Construct {
  readonly id: string;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, { network }: VpcLinkProps) {
    super(scope, id);
    const provider = providerOf(this);
    this.securityGroup = new SecurityGroup(this, "security-group", {
      provider,
      name: nameFor(this, "api-link", "securityGroup"),
      description: "API Gateway: nothing in, the load balancer out",
      vpcId: network.vpcId,
    });
    this.id = new Apigatewayv2VpcLink(this, "Default", {
      provider,
      name: nameFor(this, "api", "vpcLink"),
      subnetIds: network.subnetIds("private"),
      securityGroupIds: [this.securityGroup.id],
    }).id;
  }
}
