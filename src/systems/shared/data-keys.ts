import type { PerSite } from "../../config/site";
import { MultiRegionKey } from "../../constructs/keys/regional-key";
import { ReplicaKey } from "../../constructs/keys/replica-key";
import type { AliasedScope } from "../../stacks/aliased-scope";
import type { RegionalStack } from "../../stacks/regional-stack";

/** Adds the key for what crosses regions, and its replica in the DR region; answers their ARNs. */
export function addDataKeys(
  stack: RegionalStack,
  drRegion: AliasedScope,
  description: string,
): PerSite<string> {
  const props = { purpose: "data", description };
  const dataKey = new MultiRegionKey(stack, "data-key", props);
  const replicaKey = new ReplicaKey(drRegion, "data-key", { ...props, primary: dataKey });
  return { primary: dataKey.arn, dr: replicaKey.arn };
}
