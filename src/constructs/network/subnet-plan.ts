/** What a subnet is for: public faces the internet, private holds services, data holds databases and file systems. */
export type SubnetTier = "public" | "private" | "data";

const TIERS: readonly SubnetTier[] = ["public", "private", "data"];
const ZONES = ["a", "b", "c", "d", "e", "f"] as const;

/** The VPC's block is cut into 2^5 subnets: four groups of eight, one group a tier and one to spare. */
export const SUBNET_BITS = 5;
const SUBNETS_A_TIER = 8;

/** One subnet of the plan. */
export interface PlannedSubnet {
  /** `<tier>-<zone letter>`: the key that its address in the state is made of. */
  readonly key: string;
  readonly tier: SubnetTier;
  readonly zone: string;
  /** Which of the block's subnets it is: the third argument of Terraform's cidrsubnet. */
  readonly number: number;
}

/**
 * The subnets of a network. A subnet's number depends on its own tier and zone only, so a zone that is added later
 * moves nobody.
 */
export function planSubnets(zones: readonly string[]): PlannedSubnet[] {
  return TIERS.flatMap((tier, tierIndex) =>
    zones.map((zone) => {
      const zoneIndex = ZONES.findIndex((known) => known === zone);
      if (zoneIndex < 0) throw new Error(`unknown zone letter ${zone}: use ${ZONES.join(", ")}`);
      return { key: `${tier}-${zone}`, tier, zone, number: tierIndex * SUBNETS_A_TIER + zoneIndex };
    }),
  );
}
