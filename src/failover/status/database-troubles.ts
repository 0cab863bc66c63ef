import { otherSite } from "../../config/site";
import { inWords } from "../objectives/in-words";
import type { DatabaseState } from "./database";
import type { StatusAnswers } from "./inspect";
import type { Roles } from "./roles";
import type { DatabaseTarget, StatusTarget } from "./target";

/** Words of RDS for a replication that must be mended: Aurora's `pending-resync`, and all but one of an instance's. */
const IS_BROKEN: Readonly<Record<DatabaseTarget["kind"], (synchronization: string) => boolean>> = {
  aurora: (synchronization) => synchronization === "pending-resync",
  rds: (synchronization) => synchronization !== "replicating",
};

/** Why the standby site's database could not take over now without a loss beyond the objective. */
export function databaseTroubles(
  target: StatusTarget,
  { sites }: StatusAnswers,
  { activeSite }: Roles,
): string[] {
  const site = otherSite(activeSite);
  const { region, database } = target.sites[site];
  if (!database) return [];
  const answer = sites[site].database;
  if (!("value" in answer)) return [`nobody says whether the database follows in ${region}`];
  const state = answer.value;
  const missing = missingTrouble(database, state, region);
  if (!state || missing !== undefined) return missing === undefined ? [] : [missing];
  if (state.movement) return [`the database is ${state.movement}`];
  if (state.role === "writes") return writerTroubles(database, region);
  const { lagSeconds, status, synchronization } = state;
  const { recoveryPointSeconds } = target;
  return [
    ...brokenTroubles(database, synchronization, region),
    ...(status !== undefined && status !== "available" ? [`the database in ${region} is ${status}`] : []),
    ...(lagSeconds === undefined ? [`the database in ${region} does not say how far it is behind`] : []),
    ...(lagSeconds !== undefined && lagSeconds > recoveryPointSeconds
      ? [
          `the database in ${region} is ${inWords(lagSeconds)} behind, and the objective is ${inWords(recoveryPointSeconds)}`,
        ]
      : []),
  ];
}

function missingTrouble(
  { kind, identifier }: DatabaseTarget,
  state: DatabaseState | undefined,
  region: string,
): string | undefined {
  if (state && state.role !== "apart") return undefined;
  return kind === "aurora"
    ? `the database has no member in ${region}: it must be rebuilt`
    : `there is no instance ${identifier} in ${region}: it must be made anew`;
}

/** A writer of Aurora in the standby region is the active site's trouble. An instance there is a copy of former times. */
function writerTroubles({ kind }: DatabaseTarget, region: string): string[] {
  if (kind === "aurora") return [];
  return [`the database in ${region} is stale: it follows nobody, and lacks what was written since`];
}

function brokenTroubles(
  { kind }: DatabaseTarget,
  synchronization: string | undefined,
  region: string,
): string[] {
  if (synchronization === undefined || !IS_BROKEN[kind](synchronization)) return [];
  return kind === "aurora"
    ? [`the database in ${region} must be synchronized anew (${synchronization})`]
    : [`the replication into the database in ${region} does not work (${synchronization})`];
}
