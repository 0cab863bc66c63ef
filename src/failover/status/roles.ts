import type { RegionalClients } from "../../aws/clients";
import type { PerSite, Site } from "../../config/site";
import type { Item } from "../../role-record/items";
import { readItem, RoleTableError } from "../../role-record/read";
import { ifPresent } from "../../state/errors";
import { valueOf, type Answer } from "./answer";
import type { StatusTarget } from "./target";

/** The items of a system in the role table, as one region knows them. */
export interface RoleItems {
  readonly record: Item<"record"> | undefined;
  readonly emergency: Item<"emergency"> | undefined;
  readonly lock: Item<"lock"> | undefined;
  readonly emergencyLock: Item<"emergencyLock"> | undefined;
  readonly canary: Item<"canary"> | undefined;
  readonly drill: Item<"drill"> | undefined;
}

/** Who serves, as far as it can be known now. */
export interface Roles {
  readonly activeSite: Site;
  readonly trafficSite: Site;
  readonly epoch: number;
  readonly changedAt: string | undefined;
  readonly changedBy: string | undefined;
  /** Whether the emergency record says so: the primary site took over while the DR region was lost. */
  readonly isEmergency: boolean;
  /** Whether the DR region, which holds the truth, did not answer: this is the copy in the primary region. */
  readonly isPossiblyOld: boolean;
  /** Why the emergency record was written; undefined where there is none. */
  readonly emergencyReason: string | undefined;
}

/**
 * Reads the role table in one region.
 *
 * @returns `no table` where nothing is deployed.
 */
export async function readRoleItems(
  { documents }: Pick<RegionalClients, "documents">,
  { roleTable, system }: Pick<StatusTarget, "roleTable" | "system">,
  abortSignal: AbortSignal,
): Promise<RoleItems | "no table"> {
  const read = <Name extends keyof RoleItems>(name: Name) =>
    readItem(documents, roleTable, system, name, { abortSignal });
  // What only tells how it was must not hide who serves.
  const note = <Name extends "canary" | "drill">(name: Name) =>
    read(name).catch((error: unknown) => {
      if (error instanceof RoleTableError) return undefined;
      throw error;
    });
  const found = await ifPresent(
    Promise.all([
      read("record"),
      read("emergency"),
      read("lock"),
      read("emergencyLock"),
      note("canary"),
      note("drill"),
    ]),
    "ResourceNotFoundException",
  );
  if (!found) return "no table";
  const [record, emergency, lock, emergencyLock, canary, drill] = found;
  return { record, emergency, lock, emergencyLock, canary, drill };
}

/** The items of a region; undefined where it did not answer or has no table. */
export function itemsOf(answer: Answer<RoleItems | "no table">): RoleItems | undefined {
  const value = valueOf(answer);
  return value === "no table" ? undefined : value;
}

/**
 * Tells who serves. The DR region knows the record, the primary region knows the emergency record, and of both the
 * higher epoch holds.
 *
 * @returns undefined where nobody can tell.
 */
export function currentRoles(answers: PerSite<Answer<RoleItems | "no table">>): Roles | undefined {
  const [dr, primary] = [itemsOf(answers.dr), itemsOf(answers.primary)];
  const record = dr?.record ?? primary?.record;
  const emergency = primary?.emergency ?? dr?.emergency;
  const isEmergency = emergency !== undefined && emergency.epoch > (record?.epoch ?? 0);
  const holding = isEmergency ? emergency : record;
  if (!holding) return undefined;
  return {
    activeSite: holding.active_site,
    trafficSite: holding.traffic_site,
    epoch: holding.epoch,
    changedAt: holding.changed_at,
    changedBy: holding.changed_by,
    isEmergency,
    isPossiblyOld: !dr,
    emergencyReason: emergency?.reason,
  };
}
