import { SITES, type Site } from "../../config/site";
import { inWords } from "../../failover/objectives/in-words";
import type { Answer } from "../../failover/status/answer";
import { heldLock, runningOperation } from "../../failover/status/operation";
import { itemsOf } from "../../failover/status/roles";
import type { RunningImage, ServiceState } from "../../failover/status/service";
import { vcpusNeeded } from "../../failover/status/target";
import type { SwitchCheck } from "../../failover/status/traffic";
import { daysSince } from "../../failover/status/warnings";
import type { SystemStatus } from "../actions/status";
import { cacheText, databaseText, filesText } from "./storage-text";

/** A name, and what is to be said of it. */
export type Line = readonly [name: string, text: string];

/** What concerns both sites. */
export function systemLines({ target, answers, verdict }: SystemStatus, now: number): Line[] {
  const items = itemsOf(answers.sites.dr.roles) ?? itemsOf(answers.sites.primary.roles);
  const lock = heldLock(answers);
  return [
    ["roles", rolesText(verdict.roles)],
    [
      "failover",
      runningOperation(target, answers) ?? (lock ? `the lock is held by ${lock}` : stillness(answers)),
    ],
    ["names", spoken(answers.dns, (site) => (site ? `lead to the ${site} site` : "lead to neither site"))],
    ["switch", spoken(answers.switchChecks, checksText)],
    [
      "probes",
      spoken(
        answers.probe,
        ({ answers: alive, writes }) => `answers: ${word(alive)}, writes: ${word(writes)}`,
      ),
    ],
    ["canary", items?.canary ? `${items.canary.written}, ${ago(items.canary.written, now)}` : "none"],
    ["drill", items?.drill ? drillText(items.drill, now) : "none yet"],
  ];
}

/** What one site says. */
export function siteLines({ target, answers }: SystemStatus, site: Site, now: number): Line[] {
  const { services, database, fileSystem, cache, quota, alarms, executions } = answers.sites[site];
  const own = target.sites[site];
  const needed = vcpusNeeded(target.sites[site]);
  return [
    ...("value" in services
      ? services.value.flatMap((state, index) =>
          serviceLines(target.sites[site].services[index]?.service ?? "", state),
        )
      : [["service", silence(services)] as const]),
    ...(own.database ? [["database", spoken(database, databaseText)] as const] : []),
    ...(own.fileSystem === undefined
      ? []
      : [["files", spoken(fileSystem, (state) => filesText(state, now))] as const]),
    ...(own.cache === undefined ? [] : [["cache", spoken(cache, cacheText)] as const]),
    [
      "quota",
      spoken(
        quota,
        (value) =>
          `${value ?? "unknown"} vCPUs of Fargate; serving takes ${needed.minimum}, at most ${needed.maximum}`,
      ),
    ],
    ["machine", spoken(executions, (running) => (running ? `${running.length} executions run` : "missing"))],
    ["alarms", spoken(alarms, (found) => found.map(({ name }) => name).join(", ") || "none")],
  ];
}

function stillness({ sites }: SystemStatus["answers"]): string {
  const silent = SITES.map((site) => sites[site].executions).filter((answer) => "noAnswer" in answer);
  return silent.length > 0 ? "none seen, as not every region answers" : "none runs";
}

function rolesText(roles: SystemStatus["verdict"]["roles"]): string {
  if (!roles) return "unknown";
  const { activeSite, trafficSite, epoch, changedAt, changedBy, isEmergency, isPossiblyOld } = roles;
  const source = isEmergency ? "by the emergency record" : isPossiblyOld ? "by a copy that may be old" : "";
  const change = changedAt ? `, changed ${changedAt} by ${changedBy ?? "unknown"}` : "";
  return [`${activeSite} is active, traffic goes to ${trafficSite}, epoch ${epoch}${change}`, source]
    .filter(Boolean)
    .join(", ");
}

function checksText(checks: readonly SwitchCheck[] | undefined): string {
  if (!checks || checks.length === 0) return "no health checks";
  return checks.map(({ id, reports }) => `${id}: ${reports.join(" / ") || "no reports"}`).join("; ");
}

function drillText(
  drill: { readonly finished_at: string; readonly recovery_seconds: number; readonly lost_seconds: number },
  now: number,
): string {
  const { finished_at, recovery_seconds, lost_seconds } = drill;
  return (
    `${finished_at}, ${daysSince(finished_at, now)} days ago: recovery time ${inWords(recovery_seconds)}, ` +
    `lost ${inWords(lost_seconds)}`
  );
}

function serviceLines(service: string, state: ServiceState | undefined): Line[] {
  if (!state) return [["service", `${service} is missing`]];
  const { running, desired, scaling, images } = state;
  const range = scaling
    ? `, ${scaling.minimum} to ${scaling.maximum}${scaling.isSuspended ? ", scaling is SUSPENDED" : ""}`
    : "";
  return [
    ["service", `${service}: ${running} of ${desired} tasks run${range}`],
    ["image", images.map(imageText).join("; ") || "none"],
  ];
}

function imageText({ repository, digest, isInRegistry }: RunningImage): string {
  if (digest === undefined) return `${repository}, not named by a digest`;
  return `${repository}@${digest.slice(0, 19)}${isInRegistry === false ? ", NOT in the registry" : ""}`;
}

function spoken<T>(answer: Answer<T>, say: (value: T) => string): string {
  return "value" in answer ? say(answer.value) : silence(answer);
}

function silence({ region, noAnswer }: { readonly region: string; readonly noAnswer: string }): string {
  return `no answer: ${region} (${noAnswer})`;
}

function word(value: boolean | undefined): string {
  if (value === undefined) return "unknown";
  return value ? "yes" : "NO";
}

function ago(time: string, now: number): string {
  return `${inWords(Math.max(0, now - Date.parse(time)) / 1_000)} ago`;
}
