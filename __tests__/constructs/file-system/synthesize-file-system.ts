import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { Construct } from "constructs";
import type { NetworkSettings } from "../../../src/config/settings";
import type { Site } from "../../../src/config/site";
import { SiteRole } from "../../../src/constructs/failover/site-role";
import { fileSystemSettings } from "../../../src/constructs/file-system/settings";
import { Network } from "../../../src/constructs/network/network";

export const KEY = "arn:aws:kms:us-east-1:111122223333:key/data";
export const FILE_SYSTEM_ID = "fs-0123456789abcdef0";
export const ACCESS_POINT_ID = "fsap-0123456789abcdef0";
export const FILE_SYSTEM_ARN = `arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/${FILE_SYSTEM_ID}`;
export const ACCESS_POINT_ARN = `arn:aws:elasticfilesystem:us-east-1:111122223333:access-point/${ACCESS_POINT_ID}`;

export const SETTINGS = fileSystemSettings.parse({});

/** A role that Terraform reads, as a failover writes it. */
export function roleOf(scope: Construct, site: Site): SiteRole {
  return new SiteRole(site, new DataAwsSsmParameter(scope, "role", { name: "active-site" }).insecureValue);
}

export function networkOf(scope: Construct, zones: NetworkSettings["zones"]): Network {
  return new Network(scope, "network", {
    cidr: "10.0.0.0/16",
    settings: { zones, natGateways: "none", flowLogRetentionDays: 30 },
    logsKeyArn: KEY,
  });
}
