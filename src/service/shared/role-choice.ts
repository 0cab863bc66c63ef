import type { Site } from "../../config/site";
import { RoleTableError } from "../../role-record/read";
import type { RoleReading, RoleRecord } from "./role";

/** What a reading is worth. */
export interface Choice {
  /** The record that holds. Undefined where the reading tells nothing that could be trusted. */
  readonly record?: RoleRecord;
  /** Whether both sites are active in one epoch: then neither may write, not even for the rest of its grace. */
  readonly isSplit: boolean;
  /** What is against the reading, or could not be read. */
  readonly troubles: readonly string[];
}

/**
 * Chooses between the role record and the emergency record: the higher epoch holds, and none is older than what was
 * known before. So the primary site goes on by the emergency record while the DR region is silent.
 *
 * @param known what held before; undefined at first.
 */
export function chooseRole(reading: RoleReading, site: Site, known: RoleRecord | undefined): Choice {
  const { record, emergency } = reading;
  const found = [record, emergency].filter(isRecord).sort((one, other) => other.epoch - one.epoch);
  const [newest] = found;
  const unread = [...troubleOf("role", record), ...troubleOf("emergency", emergency)];
  // The emergency record can only be against the DR site, so that does not know enough without it.
  const isBlind = site === "dr" && newest?.activeSite === site && emergency instanceof Error;
  if (!newest || isBlind) return { isSplit: false, troubles: unread };
  if (known && newest.epoch < known.epoch) {
    const backwards = `the newest role went back from epoch ${known.epoch} to ${newest.epoch}, which is ignored`;
    return { isSplit: false, troubles: [...unread, backwards] };
  }
  const isSplit = [...found, known].some(
    (other) => other?.epoch === newest.epoch && other.activeSite !== newest.activeSite,
  );
  if (isSplit) return { isSplit, troubles: [...unread, `both sites are active in epoch ${newest.epoch}`] };
  return { record: newest, isSplit, troubles: unread };
}

function isRecord(found: RoleReading["emergency"]): found is RoleRecord {
  return found !== undefined && !(found instanceof Error);
}

function troubleOf(name: string, found: RoleReading["emergency"]): string[] {
  if (!(found instanceof Error)) return [];
  // The messages of AWS name accounts and roles: those are for the log only.
  return [
    `the ${name} record can't be read: ${found instanceof RoleTableError ? found.message : found.name}`,
  ];
}
