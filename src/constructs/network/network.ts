import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { NetworkSettings } from "../../config/settings";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import type { LogGroup } from "../observability/log-group";
import { FlowLogs } from "./flow-logs";
import { NatGateways } from "./nat-gateways";
import { planSubnets, SUBNET_BITS, type SubnetTier } from "./subnet-plan";
import { VpcEndpoints } from "./vpc-endpoints";

/** What a network is made from. */
export interface NetworkProps {
  /** The VPC's IPv4 block. */
  readonly cidr: string;
  readonly settings: NetworkSettings;
  /**
   * AWS services that private subnets reach through interface endpoints, by the last part of the endpoint's
   * name, for example `secretsmanager` or `ecr.api`.
   *
   * @default - none; S3 and DynamoDB always have their gateway endpoints, which cost nothing
   */
  readonly interfaceEndpoints?: readonly string[];
  /** Encrypts the flow logs. */
  readonly logsKeyArn: string;
}

/**
 * A VPC with three tiers of subnets in every zone. Private subnets reach out through NAT or endpoints,
 * data subnets reach nothing outside of the VPC.
 */
export class Network extends Construct {
  readonly vpcId: string;
  readonly cidr: string;
  /** The NAT gateways' ids by the letter of their zone. */
  readonly natGatewayIds: Readonly<Record<string, string>>;
  readonly flowLogGroup: LogGroup;
  private readonly subnets = new Map<SubnetTier, Map<string, Subnet>>();

  constructor(
    scope: Construct,
    id: string,
    { cidr, settings, interfaceEndpoints = [], logsKeyArn }: NetworkProps,
  ) {
    super(scope, id);
    this.cidr = cidr;
    const provider = providerOf(this);
    const vpc = new Vpc(this, "Default", {
      provider,
      cidrBlock: cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: this.nameTag("vpc"),
    });
    this.vpcId = vpc.id;
    // Without rules: whoever forgets to name a security group gets one that lets nothing through.
    new DefaultSecurityGroup(this, "default-security-group", { provider, vpcId: vpc.id });

    this.addSubnets(settings.zones);
    const publicRoutes = this.addRouteTable("public", [...this.tier("public").values()]);
    const gateway = new InternetGateway(this, "internet-gateway", {
      provider,
      vpcId: vpc.id,
      tags: this.nameTag("internet-gateway"),
    });
    new Route(this, "public-internet", {
      provider,
      routeTableId: publicRoutes.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
    const privateRoutes = new Map(
      [...this.tier("private")].map(([zone, subnet]) => [
        zone,
        this.addRouteTable(`private-${zone}`, [subnet]),
      ]),
    );
    this.addRouteTable("data", [...this.tier("data").values()]);

    const nat = new NatGateways(this, "nat", {
      mode: settings.natGateways,
      publicSubnets: this.tier("public"),
      privateRouteTables: privateRoutes,
      internetGateway: gateway,
    });
    this.natGatewayIds = nat.gatewayIds;
    new VpcEndpoints(this, "endpoints", {
      vpcId: vpc.id,
      vpcCidr: cidr,
      interfaceServices: interfaceEndpoints,
      subnetIds: this.subnetIds("private"),
      routeTableIds: [...privateRoutes.values()].map((table) => table.id),
    });
    const flowLogs = new FlowLogs(this, "flow-logs", {
      vpcId: vpc.id,
      retentionInDays: settings.flowLogRetentionDays,
      keyArn: logsKeyArn,
    });
    this.flowLogGroup = flowLogs.group;
  }

  /** The ids of a tier's subnets, one a zone. */
  subnetIds(tier: SubnetTier): string[] {
    return [...this.tier(tier).values()].map((subnet) => subnet.id);
  }

  private tier(tier: SubnetTier): Map<string, Subnet> {
    return this.subnets.get(tier) ?? new Map<string, Subnet>();
  }

  private addSubnets(zones: readonly string[]): void {
    const region = regionOf(this);
    for (const { key, tier, zone, number } of planSubnets(zones)) {
      const subnet = new Subnet(this, key, {
        provider: providerOf(this),
        vpcId: this.vpcId,
        cidrBlock: Fn.cidrsubnet(this.cidr, SUBNET_BITS, number),
        // Literal, not looked up: a zone that AWS adds must not move a subnet.
        availabilityZone: `${region}${zone}`,
        mapPublicIpOnLaunch: false,
        tags: this.nameTag(key),
      });
      this.subnets.set(tier, this.tier(tier).set(zone, subnet));
    }
  }

  private addRouteTable(key: string, subnets: readonly Subnet[]): RouteTable {
    const table = new RouteTable(this, `${key}-routes`, {
      provider: providerOf(this),
      vpcId: this.vpcId,
      tags: this.nameTag(key),
    });
    for (const subnet of subnets) {
      new RouteTableAssociation(this, `${subnet.node.id}-route-table`, {
        provider: providerOf(this),
        routeTableId: table.id,
        subnetId: subnet.id,
      });
    }
    return table;
  }

  private nameTag(thing: string): { Name: string } {
    return { Name: nameFor(this, thing, "tagValue") };
  }
}
