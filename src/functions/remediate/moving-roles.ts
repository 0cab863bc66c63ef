import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { readItem, readRoleRecord } from "../../role-record/read";

/** Where the role record is read: in the DR region. */
export interface RolePlace {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly system: string;
}

/**
 * Why nothing must be touched: roles move, or nobody can tell. A failover changes the same services and databases, and an
 * emergency takeover runs while the DR region, and so the record, can't be read.
 *
 * @returns undefined while roles stay where they are.
 */
export async function whyRolesMove({ client, table, system }: RolePlace): Promise<string | undefined> {
  try {
    for (const name of ["lock", "emergencyLock"] as const) {
      const holder = (await readItem(client, table, system, name))?.holder;
      if (holder !== undefined) return `a failover moves roles: ${holder} holds the lock`;
    }
    const { active_site: active, traffic_site: traffic } = await readRoleRecord(client, table, system);
    if (active === traffic) return undefined;
    return `a failover has not ended: ${active} is active, and traffic goes to ${traffic}`;
  } catch (error) {
    return `nobody can tell whether roles move: ${(error as Error).name}`;
  }
}
