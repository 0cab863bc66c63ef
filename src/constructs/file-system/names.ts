import type { Construct } from "constructs";
import type { Site } from "../../config/site";
import { regionOf, siteOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";

/**
 * The creation token of a site's file system, computed: ids are made up by AWS, so a failover finds the file system by
 * its token (`DescribeFileSystems`, `CreationToken`).
 */
export function fileSystemToken(scope: Construct, site: Site = siteOf(scope)): string {
  return RegionalStack.of(scope).physicalName("file-system", "efsCreationToken", site);
}

/** The ARN of a file system in the construct's own region. */
export function fileSystemArn(scope: Construct, fileSystemId: string): string {
  return efsArn(scope, `file-system/${fileSystemId}`);
}

/** The ARN of an access point in the construct's own region. */
export function accessPointArn(scope: Construct, accessPointId: string): string {
  return efsArn(scope, `access-point/${accessPointId}`);
}

function efsArn(scope: Construct, resource: string): string {
  const { account } = RegionalStack.of(scope).environment;
  return `arn:aws:elasticfilesystem:${regionOf(scope)}:${account}:${resource}`;
}
