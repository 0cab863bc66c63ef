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
   * @default - those of the settings; S3 and DynamoDB always have their gateway endpoints, which cost nothing
   */
  readonly interfaceEndpoints?: readonly string[];
  /**
   * Whether there are public subnets and an internet gateway, for something that the internet reaches.
   *
   * @default - only with NAT gateways, which stand there
   */
  readonly publicSubnets?: boolean;
  /** Encrypts the flow logs. */
  readonly logsKeyArn: string;
}

/**
 * A VPC with three tiers of subnets in every zone. Private subnets reach out through NAT or endpoints,
 * data subnets reach nothing outside of the VPC. Without NAT gateways there is no internet gateway and no public tier.
 */
export class Network extends Construct {
  readonly vpcId: string;
  readonly cidr: string;
  /** The NAT gateways' ids by the letter of their zone. */
  readonly natGatewayIds: Readonly<Record<string, string>>;
  readonly flowLogGroup: LogGroup;
  private readonly subnets = new Map<SubnetTier, Map<string, Subnet>>();

  /** @throws Error for NAT gateways without the public subnets that they stand in. */
  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { cidr, settings, interfaceEndpoints = [], logsKeyArn } = props;
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

    const hasNat = settings.natGateways !== "none";
    const { publicSubnets = hasNat } = props;
    this.addSubnets(settings.zones, publicSubnets);
    const gateway = publicSubnets ? this.addInternetGateway() : undefined;
    const privateRoutes = new Map(
      [...this.tier("private")].map(([zone, subnet]) => [
        zone,
        this.addRouteTable(`private-${zone}`, [subnet]),
      ]),
    );
    this.addRouteTable("data", [...this.tier("data").values()]);

    this.natGatewayIds = this.addNatGateways(settings.natGateways, privateRoutes, gateway);
    new VpcEndpoints(this, "endpoints", {
      vpcId: vpc.id,
      vpcCidr: cidr,
      interfaceServices: [...new Set([...interfaceEndpoints, ...(settings.interfaceEndpoints ?? [])])],
      subnetIds: this.subnetIds("private"),
      routeTableIds: [...privateRoutes.values()].map((table) => table.id),
      accountOnly: !hasNat,
    });
    const flowLogs = new FlowLogs(this, "flow-logs", {
      vpcId: vpc.id,
      retentionInDays: settings.flowLogRetentionDays,
      keyArn: logsKeyArn,
    });
    this.flowLogGroup = flowLogs.group;
  }

  /**
   * The ids of a tier's subnets, one a zone.
   *
   * @throws Error where the network has no such tier.
   */
  subnetIds(tier: SubnetTier): string[] {
    const ids = [...this.tier(tier).values()].map((subnet) => subnet.id);
    if (ids.length > 0) return ids;
    throw new Error(`${this.node.path} has no ${tier} subnets: give it \`publicSubnets: true\``);
  }

  private addInternetGateway(): InternetGateway {
    const provider = providerOf(this);
    const routes = this.addRouteTable("public", [...this.tier("public").values()]);
    const gateway = new InternetGateway(this, "internet-gateway", {
      provider,
      vpcId: this.vpcId,
      tags: this.nameTag("internet-gateway"),
    });
    new Route(this, "public-internet", {
      provider,
      routeTableId: routes.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
    return gateway;
  }

  private addNatGateways(
    mode: NetworkSettings["natGateways"],
    privateRouteTables: ReadonlyMap<string, RouteTable>,
    internetGateway: InternetGateway | undefined,
  ): Readonly<Record<string, string>> {
    if (mode === "none") return {};
    if (!internetGateway) throw new Error(`${this.node.path}: NAT gateways stand in public subnets`);
    const publicSubnets = this.tier("public");
    return new NatGateways(this, "nat", { mode, publicSubnets, privateRouteTables, internetGateway })
      .gatewayIds;
  }

  private tier(tier: SubnetTier): Map<string, Subnet> {
    return this.subnets.get(tier) ?? new Map<string, Subnet>();
  }

  private addSubnets(zones: readonly string[], withPublic: boolean): void {
    const region = regionOf(this);
    for (const { key, tier, zone, number } of planSubnets(zones)) {
      if (tier === "public" && !withPublic) continue;
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
