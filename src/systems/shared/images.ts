import type { Construct } from "constructs";
import { ownsSingletons } from "../../config/singletons";
import { otherSite, SITES, type PerSite, type Site } from "../../config/site";
import { COLLECTOR_IMAGES } from "../../constructs/service/collector";
import { ImageReplication } from "../../constructs/service/image-replication";
import { ImageRepository } from "../../constructs/service/image-repository";
import type { AliasedScope } from "../../stacks/aliased-scope";
import type { RegionalStack } from "../../stacks/regional-stack";

/**
 * Adds the repository of the service's image in both regions, and what copies images from the one to the other: to the DR
 * region before a release, and back for what is released while the DR site serves.
 */
export function addImages(stack: RegionalStack, drRegion: AliasedScope, keyArns: PerSite<string>): string {
  const images = new ImageRepository(stack, "images", { keyArn: keyArns.primary });
  new ImageRepository(drRegion, "images", { keyArn: keyArns.dr });
  addReplication(stack, stack, "primary");
  addReplication(stack, drRegion, "dr");
  return images.url;
}

/** Adds the repository that the collector's image is mirrored into, in both regions; what copies the service's copies it, too. */
export function addCollectorImages(
  stack: RegionalStack,
  drRegion: AliasedScope,
  keyArns: PerSite<string>,
): string {
  const images = { thing: COLLECTOR_IMAGES };
  new ImageRepository(drRegion, "collector-images", { ...images, keyArn: keyArns.dr });
  return new ImageRepository(stack, "collector-images", { ...images, keyArn: keyArns.primary }).url;
}

/** Copies the images of all systems with a site in a region to their other site, where this stack owns the region's registry. */
function addReplication(stack: RegionalStack, scope: Construct, at: Site): void {
  const { environment, system, regions: own } = stack;
  const region = own[at];
  if (!ownsSingletons(environment, system, region)) return;
  const repositories = Object.entries(environment.systems).flatMap(([name, { regions }]) =>
    SITES.filter((site) => regions[site] === region).map((site) => ({
      prefix: `${name}-`,
      destinationRegions: [regions[otherSite(site)]],
    })),
  );
  new ImageReplication(scope, "image-replication", { repositories });
}
