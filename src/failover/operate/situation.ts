import type { RegionalClients } from "../../aws/clients";
import type { PerSite, Site } from "../../config/site";
import type { Item } from "../../role-record/items";
import { readItem, readRoleRecord, type RoleRecord } from "../../role-record/read";
import { ifPresent } from "../../state/errors";
import { ask, type Answer } from "../status/answer";
import { databaseState, type DatabaseState } from "../status/database";
import { fileSystemState, type FileSystemState } from "../status/file-system";
import { serviceState, type ServiceState } from "../status/service";
import type { Deployment } from "./deployment";
import { runningExecutions, type Execution } from "./machine";

/**
 * What is known of one site. Each question has an answer of its own: a region may answer one and not the next. What does not
 * exist is answered by undefined.
 */
export interface SiteSituation {
  /** Who serves, as the table in this site's region says it: the truth in the DR region, a copy in the primary region. */
  readonly role: Answer<RoleRecord | undefined>;
  /** Who moves roles from here. */
  readonly lock: Answer<Item<"lock"> | undefined>;
  /** What the site's state machine does now. */
  readonly executions: Answer<readonly Execution[] | undefined>;
  /** @default - the system has no service on ECS */
  readonly service?: Answer<ServiceState | undefined>;
  /** @default - the system has no database */
  readonly database?: Answer<DatabaseState | undefined>;
  /** @default - the system has no file system */
  readonly fileSystem?: Answer<FileSystemState | undefined>;
}

/** What AWS says of a system now. */
export type Situation = PerSite<SiteSituation>;

/** A region that has not answered a question by then has none, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Asks everything at once, so that a region that does not answer costs one timeout. Reads only. */
export async function readSituation(
  deployment: Deployment,
  clients: PerSite<RegionalClients>,
  now: number,
): Promise<Situation> {
  const [primary, dr] = await Promise.all([
    readSite(deployment, clients.primary, "primary", now),
    readSite(deployment, clients.dr, "dr", now),
  ]);
  return { primary, dr };
}

/** Why there is no answer; undefined where there is one. */
export function problemOf(answer: Answer<unknown> | undefined): string | undefined {
  return answer && "noAnswer" in answer ? answer.noAnswer : undefined;
}

/** Whether the answer is that there is no such thing. */
export function isMissing(answer: Answer<unknown> | undefined): boolean {
  return answer !== undefined && "value" in answer && answer.value === undefined;
}

async function readSite(
  { roleTable, system, sites }: Deployment,
  clients: RegionalClients,
  site: Site,
  now: number,
): Promise<SiteSituation> {
  const { region, machineArn, service, database, fileSystem } = sites[site];
  const lockName = site === "dr" ? "lock" : "emergencyLock";
  const answer = <T>(question: (signal: AbortSignal) => Promise<T>) => ask(region, PATIENCE_MS, question);
  const [role, lock, executions, serviceAnswer, databaseAnswer, filesAnswer] = await Promise.all([
    answer((abortSignal) =>
      ifPresent(
        readRoleRecord(clients.documents, roleTable, system, { abortSignal }),
        "ResourceNotFoundException",
      ),
    ),
    answer((abortSignal) => readItem(clients.documents, roleTable, system, lockName, { abortSignal })),
    answer(() => ifPresent(runningExecutions(clients, machineArn), "StateMachineDoesNotExist")),
    service && answer((signal) => serviceState(clients, service, signal)),
    database && answer((signal) => databaseState(clients, database, now, signal)),
    fileSystem === undefined ? undefined : answer((signal) => fileSystemState(clients, fileSystem, signal)),
  ]);
  return {
    role,
    lock,
    executions,
    ...(serviceAnswer && { service: serviceAnswer }),
    ...(databaseAnswer && { database: databaseAnswer }),
    ...(filesAnswer && { fileSystem: filesAnswer }),
  };
}
