import { SITES, type PerSite, type Site } from "../../../config/site";
import { itemKey, ROLE_TABLE_KEY, type ItemName } from "../../../role-record/items";
import { chooseRole } from "../../../service/shared/role-choice";
import type { RoleRecord } from "../../../service/shared/role";
import type { VirtualClock } from "../../asl/clock";
import type { AwsModel } from "../../aws/model";
import type { Happening } from "../../aws/surroundings";
import { History } from "../history";
import type { Subject } from "../subject";
import type { Conditions } from "./conditions";

/** A role record as it was written. */
export interface Role {
  readonly activeSite: Site;
  readonly trafficSite: Site;
  readonly epoch: number;
}

/** One for all: making errors is what takes most of the time. */
const NO_ANSWER = new Error("no answer");

/** The role table: what was written when. */
export class Records {
  readonly record: History<Role>;
  /** In the primary region. */
  readonly emergency = new History<Role | undefined>(undefined);
  /** What has come of it to the DR region. */
  readonly emergencyAtDr = new History<Role | undefined>(undefined);
  /** The holders of the locks: of the one in the DR region, and of the emergency's in the primary region. */
  readonly holders: PerSite<History<string | undefined>> = {
    primary: new History<string | undefined>(undefined),
    dr: new History<string | undefined>(undefined),
  };
  readonly #table: string;
  readonly #listeners: (() => void)[] = [];

  constructor(
    private readonly clock: VirtualClock,
    private readonly subject: Subject,
    private readonly conditions: Conditions,
    private readonly model: AwsModel,
  ) {
    const [item] = subject.store.find("aws_dynamodb_table_item", subject.regions.dr);
    this.#table = String(item?.attributes.table_name);
    const role = this.roleIn("dr", "record");
    if (!role) throw new Error(`${subject.system} has no role record`);
    this.record = new History(role);
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Who serves, as both records say it together; what holds also while a region is lost. */
  get role(): Role {
    return newer(this.record.now, this.emergency.now);
  }

  /** The same at some time, in milliseconds on the clock. */
  roleAt(at: number): Role {
    return newer(this.record.at(at), this.emergency.at(at));
  }

  /** What the service of a site makes of what it can read now; undefined where that tells it nothing. */
  readAs(site: Site): RoleRecord | undefined {
    const { up } = this.conditions.now;
    const reachesRecord = up.dr && (site === "dr" || this.conditions.sitesReachEachOther);
    const record = reachesRecord ? this.roleIn("dr", "record") : NO_ANSWER;
    const emergency = up[site] ? this.roleIn(site, "emergency") : NO_ANSWER;
    return chooseRole({ record: record ?? NO_ANSWER, emergency }, site, undefined).record;
  }

  take(happening: Happening): void {
    if (happening.type !== "item written" || happening.table !== this.#table) return;
    const { now } = this.clock;
    const site = happening.region === this.subject.regions.dr ? "dr" : "primary";
    if (site === "dr" && happening.key === this.keyOf("record"))
      this.record.set(now, this.roleIn("dr", "record")!);
    if (site === "primary" && happening.key === this.keyOf("emergency")) {
      this.emergency.set(now, this.roleIn("primary", "emergency"));
    }
    if (site === "dr" && happening.key === this.keyOf("emergency")) {
      this.emergencyAtDr.set(now, this.roleIn("dr", "emergency"));
    }
    for (const lockSite of SITES) {
      const name = lockSite === "dr" ? "lock" : "emergencyLock";
      if (site === lockSite && happening.key === this.keyOf(name)) {
        this.holders[lockSite].set(now, this.itemIn(lockSite, name)?.holder?.S);
      }
    }
    for (const listener of this.#listeners) listener();
  }

  private roleIn(site: Site, name: ItemName): Role | undefined {
    const item = this.itemIn(site, name);
    if (!item) return undefined;
    return {
      activeSite: item.active_site?.S as Site,
      trafficSite: item.traffic_site?.S as Site,
      epoch: Number(item.epoch?.N),
    };
  }

  private itemIn(site: Site, name: ItemName) {
    const item = this.model.dynamoDb.tables.get(this.subject.regions[site], this.#table, this.keyOf(name));
    return item as Readonly<Record<string, { readonly S?: string; readonly N?: string }>> | undefined;
  }

  private keyOf(name: ItemName): string {
    return itemKey(this.subject.system, name)[ROLE_TABLE_KEY];
  }
}

function newer(record: Role, emergency: Role | undefined): Role {
  return emergency && emergency.epoch > record.epoch ? emergency : record;
}
