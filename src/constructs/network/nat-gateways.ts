import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import type { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import type { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import type { NetworkSettings } from "../../config/settings";
import { nameFor, providerOf } from "../../stacks/aliased-scope";

/** What the NAT gateways of a network are made from. */
export interface NatGatewaysProps {
  readonly mode: Exclude<NetworkSettings["natGateways"], "none">;
  /** By zone letter. */
  readonly publicSubnets: ReadonlyMap<string, Subnet>;
  /** By zone letter. */
  readonly privateRouteTables: ReadonlyMap<string, RouteTable>;
  readonly internetGateway: InternetGateway;
}

/** The way out for private subnets. With one gateway, the loss of its zone takes the way out from all of them. */
export class NatGateways extends Construct {
  /** The gateways' ids by the letter of their zone. */
  readonly gatewayIds: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: NatGatewaysProps) {
    super(scope, id);
    const zones = [...props.publicSubnets.keys()];
    const gatewayZones = props.mode === "single" ? zones.slice(0, 1) : zones;
    const gateways = new Map(gatewayZones.map((zone) => [zone, this.addGateway(zone, props)]));
    this.gatewayIds = Object.fromEntries([...gateways].map(([zone, { id: gatewayId }]) => [zone, gatewayId]));
    for (const [zone, table] of props.privateRouteTables) {
      const gateway = gateways.get(zone) ?? [...gateways.values()][0];
      if (!gateway) continue;
      new Route(this, `private-${zone}-internet`, {
        provider: providerOf(this),
        routeTableId: table.id,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: gateway.id,
      });
    }
  }

  private addGateway(zone: string, { publicSubnets, internetGateway }: NatGatewaysProps): NatGateway {
    const subnet = publicSubnets.get(zone);
    if (!subnet) throw new Error(`no public subnet in zone ${zone}`);
    const tags = { Name: nameFor(this, `nat-${zone}`, "tagValue") };
    const provider = providerOf(this);
    const address = new Eip(this, `address-${zone}`, { provider, domain: "vpc", tags });
    return new NatGateway(this, `gateway-${zone}`, {
      provider,
      allocationId: address.id,
      subnetId: subnet.id,
      tags,
      // AWS wants the internet gateway attached first; no attribute says so.
      dependsOn: [internetGateway],
    });
  }
}
