import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Construct } from "constructs";
import { RegionalStack } from "../../stacks/regional-stack";

/**
 * The public hosted zone of the environment's domain. It exists beforehand: a zone that nobody has delegated to would let
 * certificates wait for ever.
 */
export class PublicZone extends Construct {
  readonly id: string;

  /**
   * @throws Error in a DR stack. The control plane of Route 53 is in us-east-1: with that region lost, the plan of the DR
   * stack would fail at the lookup. The zone's id goes through the contract.
   */
  constructor(scope: Construct, id: string, { domain }: { readonly domain: string }) {
    super(scope, id);
    if (RegionalStack.of(this).site === "dr") {
      throw new Error(`${this.node.path}: a DR stack reads the zone's id from the contract`);
    }
    this.id = new DataAwsRoute53Zone(this, "Default", { name: domain, privateZone: false }).zoneId;
  }
}
