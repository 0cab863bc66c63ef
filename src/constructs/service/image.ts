import type { Construct } from "constructs";
import { regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";

/** Stands in for the digest while no image is pushed. No image has it. */
export const NO_IMAGE_DIGEST = `sha256:${"0".repeat(64)}`;

/** What the service's own images are named after. */
export const SERVICE_IMAGES = "service";

/**
 * The name of a repository, the same in both regions: ECR replication can't rename (ECR user guide, read 2026-11).
 *
 * @param thing whose images they are.
 */
export function imageRepositoryName(scope: Construct, thing = SERVICE_IMAGES): string {
  return RegionalStack.of(scope).physicalName(thing, "ecrRepository", "primary");
}

/** The ARN of the repository in the construct's own region. */
export function imageRepositoryArn(scope: Construct, thing = SERVICE_IMAGES): string {
  const { account } = RegionalStack.of(scope).environment;
  return `arn:aws:ecr:${regionOf(scope)}:${account}:repository/${imageRepositoryName(scope, thing)}`;
}

/** An image by its digest, in the registry of the construct's own region: the other region may be gone. */
export function imageUri(scope: Construct, digest: string, thing = SERVICE_IMAGES): string {
  const { account } = RegionalStack.of(scope).environment;
  return `${account}.dkr.ecr.${regionOf(scope)}.amazonaws.com/${imageRepositoryName(scope, thing)}@${digest}`;
}
