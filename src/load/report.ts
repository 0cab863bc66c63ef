import Table from "cli-table3";
import { demandOf } from "../capacity/demand";
import { loadSchema } from "../capacity/load";
import { shareOf, type Mix } from "./mix";
import type { StageResult } from "./run-stage";

/** Users who watch at the same time, of the target (MD-OBJ-04). */
const TARGET_USERS = 10_000_000;

/** What a run has shown, for people. */
export function reportText(results: readonly StageResult[], mix: Mix): string {
  const table = new Table({
    head: ["stage", "asked/s", "answered/s", "p50 ms", "p99 ms", "answers", "errors", "by status"],
    style: { head: [], border: [], compact: true },
  });
  for (const result of results) {
    const { stage, rate, p50, p99, answers, stopped } = result;
    table.push([
      stopped ? `${stage.name}, stopped by errors` : stage.name,
      stage.rate,
      rate.toFixed(1),
      p50,
      p99,
      answers,
      errorsOf(result),
      statusText(result),
    ]);
  }
  return [table.toString(), ...failureLines(results), ...shownLines(results, mix), ""].join("\n");
}

/** What is no success: answers from 400 on, and requests without one. */
export function errorsOf({ statuses, unanswered }: StageResult): number {
  return Object.entries(statuses).reduce(
    (sum, [status, count]) => sum + (Number(status) >= 400 ? count : 0),
    unanswered,
  );
}

function statusText({ statuses, unanswered }: StageResult): string {
  return [
    ...Object.entries(statuses).map(([status, count]) => `${status}: ${count}`),
    ...(unanswered > 0 ? [`none: ${unanswered}`] : []),
  ].join(", ");
}

function failureLines(results: readonly StageResult[]): string[] {
  return results.flatMap(({ stage, failures }) => {
    const kinds = Object.entries(failures).map(([kind, count]) => `${kind} ${count}`);
    return kinds.length > 0 ? [`Failed in ${stage.name}: ${kinds.join(", ")}`] : [];
  });
}

/** How many users of the capacity model the best stage without too many errors stands for. */
function shownLines(results: readonly StageResult[], mix: Mix): string[] {
  const rate = Math.max(0, ...results.filter(({ stopped }) => !stopped).map((result) => result.rate));
  if (rate === 0) return ["Nothing is shown: every stage was stopped by errors."];
  const aUser = demandOf(1, loadSchema.parse({}));
  const batches = shareOf(mix, "events") * rate;
  const requests = rate - batches - shareOf(mix, "health") * rate;
  const line = (what: string, perSecond: number, users: number) =>
    `${perSecond.toFixed(1)} ${what} a second are those of ${Math.round(users).toLocaleString("en-US")} users: ` +
    `${((100 * users) / TARGET_USERS).toFixed(3)} % of ten million`;
  return [
    line("requests to the service", requests, requests / aUser.requests),
    line("batches of events", batches, batches / aUser.batches),
    "by the assumptions of docs/capacity.md. What each part then used says what a user costs it: docs/load.md.",
  ];
}
