import type { Site } from "../../../src/config/site";

const TOKENS = { primary: "shop-files-test", dr: "shop-files-dr-test" };
const REGIONS = { primary: "us-east-1", dr: "us-east-2" };

/** The file systems of both sites as the primary stack has them, each to be copied to the other one by the role. */
export function fileSystems(byRole: (active: number, standby: number) => string) {
  const fileSystem = (site: Site) => ({
    ...(site === "dr" && { provider: "aws.dr", protection: { replication_overwrite: "DISABLED" } }),
    creation_token: TOKENS[site],
    lifecycle: { ignore_changes: ["protection"] },
  });
  const replication = (source: Site, destination: Site, count: string) => ({
    ...(source === "dr" && { provider: "aws.dr" }),
    count,
    source_file_system_id: `\${aws_efs_file_system.${source}.id}`,
    destination: {
      file_system_id: `\${aws_efs_file_system.${destination}.id}`,
      region: REGIONS[destination],
    },
  });
  return {
    aws_efs_file_system: { primary: fileSystem("primary"), dr: fileSystem("dr") },
    aws_efs_replication_configuration: {
      forward: replication("primary", "dr", byRole(1, 0)),
      reverse: replication("dr", "primary", byRole(0, 1)),
    },
  };
}
