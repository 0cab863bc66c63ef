import { globalClusterIdentifier } from "../../constructs/database/aurora-global-database";
import type { RegionalStack } from "../../stacks/regional-stack";

/** What a failover moves in the database, by the names of both sites. */
export function movingDatabase(stack: RegionalStack) {
  return {
    globalClusterIdentifier: globalClusterIdentifier(stack),
    clusterIdentifiers: {
      primary: stack.physicalName("database", "rdsIdentifier", "primary"),
      dr: stack.physicalName("database", "rdsIdentifier", "dr"),
    },
  };
}
