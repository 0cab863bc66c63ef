// The namespace import lets the bundler leave out what is not used.
import * as z from "zod";
import { SITES } from "../config/site";
import { MODES } from "../failover/plan/model";

/** The partition key of the role table. */
export const ROLE_TABLE_KEY = "system";

const site = z.enum(SITES);
const epoch = z.int().min(1);
const time = z.iso.datetime();
const seconds = z.number().min(0);

const role = z.object({
  active_site: site,
  traffic_site: site,
  epoch,
  // Notes for people: one that can't be read must keep no site from obeying the rest.
  changed_at: time.optional().catch(undefined),
  changed_by: z.string().optional().catch(undefined),
});

const lock = z.object({
  holder: z.string().optional(),
  taken_at: time.optional(),
  mode: z.enum(MODES).optional(),
});

const canary = z.object({ written: time, epoch });

/**
 * The items of a system in its role table, by the names of their attributes. The failover writes each in one region:
 *
 * - `record`, in the DR region: who serves, where traffic belongs, and how often that has changed. The truth.
 * - `emergency`, in the primary region: the same, after a takeover while the DR region is lost. Of the two the one with
 *   the higher epoch holds.
 * - `lock` in the DR region, `emergencyLock` in the primary region: the execution that moves roles. Without `holder`: none.
 * - `canary`, in the DR region: the newest canary write that was acknowledged. `canaryOfLastEpoch`: the newest of the epoch
 *   before, which a takeover's loss is measured by.
 * - `drill`, in the DR region: how the last drill went.
 */
export const items = {
  record: role,
  emergency: role.extend({ reason: z.string() }),
  lock,
  emergencyLock: lock,
  canary,
  canaryOfLastEpoch: canary,
  drill: z.object({
    finished_at: time,
    recovery_seconds: seconds,
    lost_seconds: seconds,
    succeeded: z.boolean(),
    mode: z.enum(MODES),
  }),
} as const;

/** The name of an item, apart from the system's. */
export type ItemName = keyof typeof items;

/** What an item says. */
export type Item<Name extends ItemName> = z.infer<(typeof items)[Name]>;

const SUFFIXES: Readonly<Record<ItemName, string>> = {
  record: "",
  emergency: "#emergency",
  lock: "#lock",
  emergencyLock: "#emergency-lock",
  canary: "#canary",
  canaryOfLastEpoch: "#canary-of-last-epoch",
  drill: "#drill",
};

/** The key of an item, for a document client: `{ system: "payments#emergency" }`. */
export function itemKey(system: string, name: ItemName) {
  return { [ROLE_TABLE_KEY]: system + SUFFIXES[name] };
}
