import { blocksOfType } from "./change-stacks";
import type { SystemStacks } from "./estimate";
import { PRICES } from "./prices";
import type { SystemCost } from "./report";
import { systemCost } from "./system-cost";
import type { Usage } from "./usage";

/** So much in each site's file system, and so much more traffic than the assumptions say. */
interface Size {
  readonly name: string;
  readonly gigabytes: number;
  readonly traffic: number;
}

/** The sizes that the page prices: the one of the first estimate, and one of terabytes. */
const SIZES: readonly Size[] = [
  { name: "100 GB of files", gigabytes: 100, traffic: 1 },
  { name: "10 TB of files, ten times the traffic", gigabytes: 10_000, traffic: 10 },
];

/** What a system costs with files of one size. */
export interface SizedCost {
  readonly name: string;
  readonly cost: SystemCost;
  /** What sending all files to the other region costs, once. */
  readonly firstCopyUsd: number;
}

/** What a system costs by the size of its files; nothing for one without a file system. */
export function sizedCosts(stacks: SystemStacks, usage: Usage): SizedCost[] {
  if (blocksOfType(stacks, "aws_efs_file_system").length === 0) return [];
  return SIZES.map((size) => {
    const cost = systemCost(stacks, sized(usage, size));
    const { primary, dr } = cost.sites;
    const transfer = PRICES.regionTransfer.priceIn({ region: primary.region, peer: dr.region });
    return { name: size.name, cost, firstCopyUsd: size.gigabytes * (transfer?.usd ?? 0) };
  });
}

function sized(usage: Usage, { gigabytes, traffic }: Size): Usage {
  const more = ({ active, standby }: Usage["internetGb"]) => ({
    active: active * traffic,
    standby: standby * traffic,
  });
  return {
    ...usage,
    internetGb: more(usage.internetGb),
    fileSystem: {
      ...usage.fileSystem,
      storedGb: gigabytes,
      readGb: more(usage.fileSystem.readGb),
      writtenGb: more(usage.fileSystem.writtenGb),
    },
  };
}
