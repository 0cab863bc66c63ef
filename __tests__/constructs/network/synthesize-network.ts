import type { NetworkSettings } from "../../../src/config/settings";
import { Network, type NetworkProps } from "../../../src/constructs/network/network";
import { blocksOf, synthesizeAliased, synthesizeStack, type Placement } from "../../support/stack";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";

export const LOGS_KEY = "arn:aws:kms:us-east-1:111122223333:key/logs";

/** What a test says of a network; the rest is the smallest that there is. */
export type GivenNetwork = Partial<Omit<NetworkSettings, "interfaceEndpoints">> &
  Pick<NetworkProps, "interfaceEndpoints" | "publicSubnets"> & {
    /** What the settings name beside the endpoints of the network. */
    readonly endpointsOfSettings?: NetworkSettings["interfaceEndpoints"];
  };

export function synthesizeNetwork(
  given: GivenNetwork = {},
  placement: Placement = {},
): TerraformConfiguration {
  return synthesizeStack((stack) => new Network(stack, "network", networkProps(given)), placement);
}

/** A network of the primary stack that lies in the DR region. */
export function synthesizeAliasedNetwork(given: GivenNetwork = {}): TerraformConfiguration {
  return synthesizeAliased((scope) => new Network(scope, "network", networkProps(given)));
}

export function networkProps(given: GivenNetwork): NetworkProps {
  const { interfaceEndpoints, publicSubnets, endpointsOfSettings, ...settings } = given;
  return {
    cidr: "10.30.0.0/16",
    settings: {
      zones: ["a", "b"],
      natGateways: "none",
      flowLogRetentionDays: 30,
      interfaceEndpoints: endpointsOfSettings,
      ...settings,
    },
    logsKeyArn: LOGS_KEY,
    ...(interfaceEndpoints && { interfaceEndpoints }),
    ...(publicSubnets !== undefined && { publicSubnets }),
  };
}

/** For each subnet with a route table, by its Name: the Name of the gateway that leads to the internet. */
export function waysOut(configuration: TerraformConfiguration): Record<string, string> {
  const named = new Map(
    ["aws_subnet", "aws_nat_gateway", "aws_internet_gateway"]
      .flatMap((type) => blocksOf(configuration, type))
      .map(({ address, block }) => [`\${${address}.id}`, (block.tags as { Name: string }).Name]),
  );
  const targets = new Map(
    blocksOf(configuration, "aws_route").map(({ block }) => [
      block.route_table_id,
      named.get(String(block.nat_gateway_id ?? block.gateway_id)),
    ]),
  );
  return Object.fromEntries(
    blocksOf(configuration, "aws_route_table_association").map(({ block }) => [
      named.get(String(block.subnet_id)),
      targets.get(block.route_table_id) ?? "nowhere",
    ]),
  );
}
