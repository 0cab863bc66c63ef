import autocannon from "autocannon";
import { ErrorBound } from "./error-bound";
import { sequenceOf, type Kind, type Mix } from "./mix";
import type { Asked, People } from "./people";
import { requestOf } from "./requests";
import type { Stage } from "./stages";

/** Longer than API Gateway waits for an answer. */
const TIMEOUT_SECONDS = 30;
/** A connection has one request on its way; answers take less than this, in seconds, while all is well. */
const EXPECTED_SECONDS = 0.2;
const MOST_CONNECTIONS = 2_000;

/** What a stage needs beside its rate. */
export interface Loaded {
  readonly asked: Asked;
  readonly people: People;
  readonly mix: Mix;
  /** Errors that end the run, as a share. */
  readonly errorShare: number;
  /** Ends the stage early. */
  readonly signal: AbortSignal;
}

/** What a stage has shown. */
export interface StageResult {
  readonly stage: Stage;
  /** Answers a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly answers: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Requests without an answer. */
  readonly unanswered: number;
  /** Failed requests by kind. */
  readonly failures: Readonly<Partial<Record<Kind, number>>>;
  /** Whether errors ended it. */
  readonly stopped: boolean;
}

/** Sends a stage's load. It ends early, with what it has seen, once too many of a second's answers are errors. */
export async function runStage(
  stage: Stage,
  { asked, people, mix, errorShare, signal }: Loaded,
): Promise<StageResult> {
  const bound = new ErrorBound(errorShare);
  const failures: Partial<Record<Kind, number>> = {};
  let stopped = false;
  const kinds = sequenceOf(mix);
  const connections = connectionsFor(stage.rate);
  let connected = 0;
  /** The requests of one connection: each begins at another place, so that together they send the mix from the start. */
  const requestsOfOne = () => {
    const first = Math.floor((connected++ * kinds.length) / connections);
    return [...kinds.slice(first), ...kinds.slice(0, first)].map((kind) =>
      requestOf(kind, asked, people, (status) => {
        if (status >= 400) failures[kind] = (failures[kind] ?? 0) + 1;
      }),
    );
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url: asked.url.origin,
        connections,
        overallRate: stage.rate,
        duration: stage.seconds,
        timeout: TIMEOUT_SECONDS,
        setupClient: (client) => client.setRequests(requestsOfOne()),
      },
      (error: Error | null, done: autocannon.Result) => (error ? reject(error) : resolve(done)),
    );
    signal.addEventListener("abort", () => instance.stop(), { once: true });
    instance.on("response", (_client, status) => bound.count(status));
    instance.on("reqError", () => bound.count(undefined));
    instance.on("tick", () => {
      if (!bound.isPassed()) return;
      stopped = true;
      instance.stop();
    });
  });
  const statuses = Object.fromEntries(
    Object.entries(result.statusCodeStats ?? {}).map(([status, { count = 0 }]) => [status, count]),
  );
  return {
    stage,
    rate: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    answers: result.requests.total,
    statuses,
    unanswered: result.errors,
    failures,
    stopped,
  };
}

/** Enough for the rate as long as answers come in time; autocannon needs at least one request a second of each. */
export function connectionsFor(rate: number): number {
  return Math.min(MOST_CONNECTIONS, Math.max(1, Math.ceil(rate * EXPECTED_SECONDS)));
}
