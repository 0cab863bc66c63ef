import type { Suspicion } from "../../constructs/failover/detection-metric";
import type { Clock } from "./clock";
import type { SiteClient } from "./site-client";
import type { Verdict } from "./verdict";

const PROBES = 3;
const BETWEEN_PROBES_MS = 1_000;

/**
 * How long Route 53's checkers are waited for, from the beginning, and how often they are asked, in milliseconds. They may
 * lag behind, and who has called waits 30 s for the answer.
 */
const LAG_MS = 25_000;
const ASK_EVERY_MS = 4_000;

/** Beside the canary that measures losses, which must stay what the scheduled probe has made it. */
const CANARY = "standby-confirm";

/** What is suspected, and who is asked. */
export interface ConfirmProps {
  readonly suspicion: Suspicion;
  readonly other: Pick<SiteClient, "health" | "ready" | "writeCanary">;
  /** What others make of the other site; undefined where nobody else watches it. */
  readonly verdict: Pick<Verdict, "read"> | undefined;
}

/** Whether the other site is lost, and what speaks for it and against. */
export interface Confirmation {
  readonly lost: boolean;
  readonly evidence: readonly string[];
}

/** Looks again at the other site, which may be dead: that is an answer, and no error. */
export function confirm(props: ConfirmProps, clock: Clock): Promise<Confirmation> {
  return props.suspicion === "unreachable"
    ? confirmUnreachable(props, clock)
    : confirmNotWriting(props, clock);
}

/** Lost if three own probes fail, and Route 53's checkers fail as well: else the fault may be ours. */
async function confirmUnreachable({ other, verdict }: ConfirmProps, clock: Clock): Promise<Confirmation> {
  const until = clock.now().getTime() + LAG_MS;
  const evidence: string[] = [];
  const answers = await isAnyGood(() => other.health(), evidence, clock);
  if (answers) return { lost: false, evidence };
  if (!verdict) return { lost: true, evidence: [...evidence, "nobody else watches this site"] };
  for (;;) {
    const word = await verdict.read();
    if (word === "unhealthy" || clock.now().getTime() + ASK_EVERY_MS > until) {
      return { lost: word === "unhealthy", evidence: [...evidence, `checkers of Route 53: ${word}`] };
    }
    await clock.sleep(ASK_EVERY_MS);
  }
}

/** Lost if it takes no writes, and knows that or says nothing. */
async function confirmNotWriting({ other }: ConfirmProps, clock: Clock): Promise<Confirmation> {
  const evidence: string[] = [];
  const write = () => other.writeCanary(CANARY, clock.now().toISOString());
  if (await isAnyGood(write, evidence, clock)) return { lost: false, evidence };
  const ready = await other.ready();
  return { lost: ready.status !== 200, evidence: [...evidence, ready.said] };
}

async function isAnyGood(
  ask: () => Promise<{ readonly status: number | undefined; readonly said: string }>,
  evidence: string[],
  clock: Clock,
): Promise<boolean> {
  for (let probe = 1; probe <= PROBES; probe++) {
    if (probe > 1) await clock.sleep(BETWEEN_PROBES_MS);
    const { status, said } = await ask();
    evidence.push(said);
    if (status === 200) return true;
  }
  return false;
}
