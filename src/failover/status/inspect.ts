import type { RegionalClients } from "../../aws/clients";
import { credentialsProblem } from "../../aws/identity";
import type { PerSite, Site } from "../../config/site";
import { speakingAlarms, type SpeakingAlarm } from "./alarms";
import { ask, type Answer } from "./answer";
import { cacheState, type CacheState } from "./cache";
import { databaseState, type DatabaseState } from "./database";
import { runningExecutions, type RunningExecution } from "./executions";
import { fileSystemState, type FileSystemState } from "./file-system";
import { probeState, type ProbeState } from "./probe";
import { fargateVcpuQuota } from "./quota";
import { readRoleItems, type RoleItems } from "./roles";
import { serviceState, type ServiceState } from "./service";
import type { StatusTarget } from "./target";
import { siteInDns, switchChecks, type ResolveName, type SwitchCheck } from "./traffic";

/** What one region answered about its site. */
export interface SiteAnswers {
  /** Why the credentials must not be used; undefined when nothing speaks against them. */
  readonly credentials: Answer<string | undefined>;
  readonly roles: Answer<RoleItems | "no table">;
  /** Undefined where there is no state machine. */
  readonly executions: Answer<readonly RunningExecution[] | undefined>;
  /** Undefined where there is no database. */
  readonly database: Answer<DatabaseState | undefined>;
  /** Undefined where there is no file system. */
  readonly fileSystem: Answer<FileSystemState | undefined>;
  /** Undefined where there is no member of a global datastore. */
  readonly cache: Answer<CacheState | undefined>;
  /** In the order of the target's services; undefined where there is none of the name. */
  readonly services: Answer<readonly (ServiceState | undefined)[]>;
  /** vCPUs; undefined where AWS does not say. */
  readonly quota: Answer<number | undefined>;
  readonly alarms: Answer<readonly SpeakingAlarm[]>;
}

/** Everything that was answered about a system. */
export interface StatusAnswers {
  readonly sites: PerSite<SiteAnswers>;
  readonly probe: Answer<ProbeState>;
  /** Undefined where the name leads to neither site; no answer where the system has no names. */
  readonly dns: Answer<Site | undefined>;
  readonly switchChecks: Answer<readonly SwitchCheck[] | undefined>;
}

/** What is asked, and how. */
export interface Inquiry {
  readonly clients: PerSite<RegionalClients>;
  readonly resolve: ResolveName;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How long each answer may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** Stands for the region where DNS is asked: the whole world. */
const DNS = "DNS";

/** The control plane of Route 53 is in one region (AWS Fault Isolation Boundaries, read 2026-11). */
const ROUTE_53_REGION = "us-east-1";

/** Asks everything at once. A region that is lost costs its timeout, and hides nothing of the other one. */
export async function inspect(target: StatusTarget, inquiry: Inquiry): Promise<StatusAnswers> {
  const { clients, resolve, now, timeoutMs } = inquiry;
  const { names, sites, switchParameter } = target;
  const [primary, dr, probe, dns, checks] = await Promise.all([
    inspectSite("primary", target, inquiry),
    inspectSite("dr", target, inquiry),
    ask(sites.dr.region, timeoutMs, (signal) => probeState(clients.dr, target, now, signal)),
    names
      ? ask(DNS, timeoutMs, () => siteInDns(resolve, names))
      : { region: DNS, noAnswer: "the environment has no domain" },
    switchParameter
      ? ask(ROUTE_53_REGION, timeoutMs, (signal) => switchChecks(clients.dr, switchParameter, signal))
      : { region: ROUTE_53_REGION, noAnswer: "the environment has no domain" },
  ]);
  return { sites: { primary, dr }, probe, dns, switchChecks: checks };
}

async function inspectSite(site: Site, target: StatusTarget, inquiry: Inquiry): Promise<SiteAnswers> {
  const { timeoutMs, now } = inquiry;
  const { system, account } = target;
  const { region, machine, services, database, fileSystem, cache, alarms } = target.sites[site];
  const clients = inquiry.clients[site];
  const question = <T>(questioning: (signal: AbortSignal) => Promise<T>) =>
    ask(region, timeoutMs, questioning);
  const [credentials, roles, executions, databases, files, caches, running, quota, speaking] =
    await Promise.all([
      question((signal) => credentialsProblem(clients, target, signal)),
      question((signal) => readRoleItems(clients, target, signal)),
      question((signal) => runningExecutions(clients, { account, machine }, signal)),
      question(async (signal) => database && databaseState(clients, database, now, signal)),
      question(async (signal) => (fileSystem ? fileSystemState(clients, fileSystem, signal) : undefined)),
      question(async (signal) => (cache ? cacheState(clients, cache, signal) : undefined)),
      question((signal) => Promise.all(services.map((service) => serviceState(clients, service, signal)))),
      question((signal) => fargateVcpuQuota(clients, signal)),
      question((signal) => speakingAlarms(clients, { system, alarms }, signal)),
    ]);
  return {
    credentials,
    roles,
    executions,
    database: databases,
    fileSystem: files,
    cache: caches,
    services: running,
    quota,
    alarms: speaking,
  };
}
