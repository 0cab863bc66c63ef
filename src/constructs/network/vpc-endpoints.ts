import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { endpointPolicy } from "./endpoint-policy";

/** What the endpoints of a network are made from. */
export interface VpcEndpointsProps {
  readonly vpcId: string;
  readonly vpcCidr: string;
  /** The last parts of the names of interface endpoints, for example `secretsmanager`. */
  readonly interfaceServices: readonly string[];
  /** Where the interface endpoints stand. */
  readonly subnetIds: readonly string[];
  /** Which get the routes of the gateway endpoints. */
  readonly routeTableIds: readonly string[];
  /** Whether they let this account's principals and resources through only. Pointless where NAT leads round them. */
  readonly accountOnly: boolean;
}

/** Private ways to AWS services: S3 and DynamoDB by gateway endpoints, others by interface endpoints. */
export class VpcEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    for (const service of ["s3", "dynamodb"]) {
      new VpcEndpoint(this, service, {
        provider: providerOf(this),
        vpcId: props.vpcId,
        serviceName: this.serviceName(service),
        vpcEndpointType: "Gateway",
        routeTableIds: [...props.routeTableIds],
        ...this.policy(service, props),
        tags: { Name: nameFor(this, `endpoint-${service}`, "tagValue") },
      });
    }
    if (props.interfaceServices.length > 0) this.addInterfaceEndpoints(props);
  }

  private addInterfaceEndpoints(props: VpcEndpointsProps): void {
    const { vpcId, vpcCidr, interfaceServices, subnetIds } = props;
    const provider = providerOf(this);
    const securityGroup = new SecurityGroup(this, "security-group", {
      provider,
      name: nameFor(this, "endpoints", "securityGroup"),
      description: "Interface endpoints: HTTPS from inside the VPC",
      vpcId,
    });
    new VpcSecurityGroupIngressRule(this, "https-from-vpc", {
      provider,
      securityGroupId: securityGroup.id,
      description: "HTTPS from inside the VPC",
      cidrIpv4: vpcCidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    for (const service of interfaceServices) {
      const key = service.replaceAll(".", "-");
      new VpcEndpoint(this, key, {
        provider,
        vpcId,
        serviceName: this.serviceName(service),
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: [...subnetIds],
        securityGroupIds: [securityGroup.id],
        ...this.policy(service, props),
        tags: { Name: nameFor(this, `endpoint-${key}`, "tagValue") },
      });
    }
  }

  private policy(service: string, { accountOnly }: VpcEndpointsProps): { readonly policy?: string } {
    return accountOnly ? { policy: endpointPolicy(this, service) } : {};
  }

  private serviceName(service: string): string {
    return `com.amazonaws.${regionOf(this)}.${service}`;
  }
}
