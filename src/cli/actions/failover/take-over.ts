import { otherSite } from "../../../config/site";
import { siteInWords } from "../../../failover/operate/checks/check";
import { occupationOf, type Occupation } from "../../../failover/operate/checks/nobody-else";
import type { Takeover } from "../../../failover/operate/checks/data";
import { takeoverChecks } from "../../../failover/operate/checks/operations";
import { stopExecution } from "../../../failover/operate/machine";
import { previewOf } from "../../../failover/operate/preview";
import { readSituation, type Situation } from "../../../failover/operate/situation";
import type { Confirmation } from "./context";
import type { Operation } from "./operation";
import { failure } from "./failures";
import { refuseIfStopped, type RunReport } from "./report";
import { startAndFollow } from "./run";

/** How a takeover is started. */
export interface TakeoverOptions {
  /** Why, for the record. */
  readonly reason: string;
  /** @default - read now */
  readonly situation?: Situation;
  /** Whether `--yes` is no answer. @default - only with the DR region lost, or with stale data accepted */
  readonly mustBeTyped?: boolean;
  /** Whether it was confirmed already, as a part of something larger. @default false */
  readonly isConfirmed?: boolean;
  /**
   * What comes between the confirmation and the start, with the epoch as it is then.
   *
   * @default - nothing
   */
  readonly prepare?: (epoch: number) => Promise<void>;
}

/**
 * Checks a takeover, says what it will do, has it confirmed, starts and follows it.
 *
 * @returns undefined after a dry run.
 * @throws Failure with every check that stops it, or where it is not confirmed.
 */
export async function takeOver(
  operation: Operation,
  takeover: Takeover,
  options: TakeoverOptions,
): Promise<RunReport | undefined> {
  const { deployment, clients, clock, operator, standby } = operation.context;
  const situation = options.situation ?? (await readSituation(deployment, clients, clock.now()));
  const occupation = occupationOf(situation, takeover.isDrRegionLost);
  const checks = takeoverChecks({ deployment, situation, standby }, takeover, occupation, clock.now());
  operation.check(checks);
  refuseIfStopped(checks);
  const preview = previewOf(deployment, situation, takeover);
  operation.preview ??= preview;
  operator.onEvent({ type: "preview", preview, deployment });
  if (operation.request.isDryRun) return undefined;
  if (!options.isConfirmed) await askFor(operation, takeover, options.mustBeTyped ?? needsSentence(takeover));
  await options.prepare?.(preview.epoch.now);
  if (takeover.breakLock) await stopOthers(operation, occupation);
  return startAndFollow(
    operation,
    takeover.target,
    preview.epoch.now,
    inputOf(takeover, occupation, options),
  );
}

function inputOf(
  { mode, breakLock, acceptsStale }: Takeover,
  { isLeftOver }: Occupation,
  { reason }: TakeoverOptions,
) {
  const takesLock = breakLock || isLeftOver;
  return {
    mode,
    trigger: "operator",
    reason,
    ...(takesLock && { breakLock: true }),
    ...(acceptsStale && { acceptStale: true }),
  } as const;
}

/** What may lose more than a failover does anyway is confirmed by a sentence, and not by `--yes`. */
function needsSentence({ isDrRegionLost, acceptsStale = false }: Takeover): boolean {
  return isDrRegionLost || acceptsStale;
}

async function askFor(operation: Operation, takeover: Takeover, mustBeTyped: boolean): Promise<void> {
  const { operator } = operation.context;
  const confirmation = { ...confirmationOf(operation, takeover), mayBeSkipped: !mustBeTyped };
  if (!(await operator.confirm(confirmation))) throw failure("Not confirmed: nothing was started.");
}

function confirmationOf(
  { context: { deployment } }: Operation,
  { target, isDrRegionLost, acceptsStale }: Takeover,
): Omit<Confirmation, "mayBeSkipped"> {
  const { system, sites } = deployment;
  if (isDrRegionLost) {
    const expected = `${sites.dr.region} takes no writes`;
    return {
      question:
        `If ${sites.dr.region} still takes writes, two sites do, and what one of them took will be lost.\n` +
        `Make sure that it does not. Then type: ${expected}`,
      expected,
    };
  }
  if (acceptsStale) {
    const expected = `${sites[target].region} may lack data`;
    return {
      question:
        `Where the data in ${sites[target].region} has stopped following, everything that was written since is lost, and nothing ` +
        `brings it back.\nIf that is known, type: ${expected}`,
      expected,
    };
  }
  const [from, to] = [otherSite(target), target].map((site) => siteInWords(deployment, site));
  return { question: `Type ${system} to move it from ${from} to ${to}.`, expected: system };
}

/** The lock can be taken from an execution that runs, but two that move roles at once help nobody. */
async function stopOthers({ context }: Operation, { running }: Occupation): Promise<void> {
  for (const { site, arn, name } of running) {
    context.operator.onEvent({ type: "note", text: `Stopping execution ${name}.` });
    await stopExecution(context.clients[site], arn, "standby --break-lock");
  }
}
