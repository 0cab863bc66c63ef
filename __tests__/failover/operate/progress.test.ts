import type { HistoryEvent } from "@aws-sdk/client-sfn";
import { ExecutionProgress } from "../../../src/failover/operate/progress";
import { stepsOf, type Step } from "../../../src/failover/plan/model";
import { plan } from "../plans";

const STEPS: readonly Step[] = stepsOf(plan().modes.failover);

/** One event: what it follows, its type, and the state that it names. */
type Line = readonly [id: number, previous: number, type: string, state?: string, second?: number];

function told(...lines: readonly Line[]): ExecutionProgress {
  const progress = new ExecutionProgress(STEPS);
  progress.take(lines.map(event));
  return progress;
}

function event([id, previousEventId, type, name, second = id]: Line): HistoryEvent {
  const details = type.endsWith("Entered") ? "stateEnteredEventDetails" : "stateExitedEventDetails";
  return {
    id,
    previousEventId,
    type: type as HistoryEvent["type"],
    timestamp: new Date(second * 1000),
    ...(name !== undefined && { [details]: { name } }),
  };
}

const outcomes = ({ steps }: ExecutionProgress) =>
  Object.fromEntries(steps.map(({ step, outcome }) => [step.id, outcome]));

describe("the progress of an execution", () => {
  it("is one step over all of its states", () => {
    const progress = told(
      [1, 0, "ExecutionStarted"],
      [2, 1, "PassStateEntered", "confirm: start waiting"],
      [3, 2, "PassStateExited", "confirm: start waiting"],
      [4, 3, "TaskStateEntered", "confirm: look"],
      [5, 4, "TaskStateExited", "confirm: look"],
      [6, 5, "TaskStateEntered", "verify", 10],
    );

    expect(
      progress.steps.map(({ step, outcome, startedAt, endedAt }) => [
        step.id,
        outcome,
        +startedAt,
        endedAt && +endedAt,
      ]),
    ).toEqual([
      ["confirm", "done", 2000, 10_000],
      ["verify", "running", 10_000, undefined],
    ]);
  });

  it("passes by what belongs to no step", () => {
    const progress = told(
      [1, 0, "ExecutionStarted"],
      [2, 1, "PassStateEntered", "begin"],
      [3, 2, "PassStateExited", "begin"],
      [4, 3, "TaskStateEntered", "confirm"],
      [5, 4, "TaskStateExited", "confirm"],
      [6, 5, "PassStateEntered", "remember"],
      [7, 6, "PassStateExited", "remember"],
      [8, 7, "TaskStateEntered", "verify"],
    );

    expect(outcomes(progress)).toEqual({ confirm: "done", verify: "running" });
  });

  it("keeps branches apart", () => {
    const progress = told(
      [1, 0, "ExecutionStarted"],
      [2, 1, "ParallelStateEntered", "together"],
      [3, 2, "ParallelStateStarted"],
      [4, 3, "TaskStateEntered", "promote: call"],
      [5, 3, "TaskStateEntered", "scale: call"],
      [6, 5, "TaskStateExited", "scale: call"],
      [7, 6, "SucceedStateEntered", "scale: done"],
      [8, 4, "TaskStateExited", "promote: call"],
      [9, 8, "TaskStateEntered", "promote: look"],
    );

    expect(outcomes(progress)).toEqual({ promote: "running", scale: "running" });

    progress.take([
      event([10, 9, "ParallelStateSucceeded"]),
      event([11, 10, "ParallelStateExited", "together", 20]),
    ]);

    expect(outcomes(progress)).toEqual({ promote: "done", scale: "done" });
  });

  it("ends with an inner parallel state only what runs in it", () => {
    const progress = told(
      [1, 0, "ParallelStateEntered", "outer"],
      [2, 1, "TaskStateEntered", "promote: call"],
      [3, 1, "ParallelStateEntered", "inner"],
      [4, 3, "TaskStateEntered", "scale: call"],
      [5, 4, "ParallelStateExited", "inner"],
    );

    expect(outcomes(progress)).toEqual({ promote: "running", scale: "done" });
  });

  it("knows a step that fails while the plan goes on", () => {
    const progress = told(
      [1, 0, "TaskStateEntered", "fence: call"],
      [2, 1, "TaskFailed"],
      [3, 2, "TaskStateExited", "fence: call"],
      [4, 3, "TaskStateEntered", "verify"],
    );

    expect(outcomes(progress)).toEqual({ fence: "failed", verify: "running" });
  });

  it("knows it also where the branch ends in good order", () => {
    const progress = told(
      [1, 0, "ParallelStateEntered", "take over"],
      [2, 1, "TaskStateEntered", "fence: call"],
      [3, 2, "TaskTimedOut"],
      [4, 3, "TaskStateExited", "fence: call"],
      [5, 4, "SucceedStateEntered", "fence: done"],
      [6, 5, "ParallelStateSucceeded"],
      [7, 6, "ParallelStateExited", "take over"],
      [8, 7, "TaskStateEntered", "verify"],
    );

    expect(outcomes(progress)).toEqual({ fence: "failed", verify: "running" });
  });

  it("stops what runs beside a branch that fails, when people are told of it", () => {
    const progress = told(
      [1, 0, "ParallelStateEntered", "take over"],
      [2, 1, "TaskStateEntered", "promote: look"],
      [3, 1, "TaskStateEntered", "scale: call"],
      [4, 2, "FailStateEntered", "promote: failed"],
      [5, 4, "ParallelStateFailed"],
      [6, 5, "ParallelStateExited", "take over"],
      [7, 6, "TaskStateEntered", "failed: notify"],
      [8, 7, "TaskStateExited", "failed: notify"],
      [9, 8, "FailStateEntered", "failed"],
      [10, 9, "ExecutionFailed"],
    );

    expect(outcomes(progress)).toEqual({ promote: "failed", scale: "stopped" });
  });

  it("blames the step that left the plan", () => {
    const progress = told(
      [1, 0, "TaskStateEntered", "confirm"],
      [2, 1, "TaskStateExited", "confirm"],
      [3, 2, "TaskStateEntered", "verify: look"],
      [4, 3, "TaskSucceeded"],
      [5, 4, "TaskStateExited", "verify: look"],
      [6, 5, "PassStateEntered", "failed: notify"],
      [7, 6, "FailStateEntered", "failed"],
      [8, 7, "ExecutionFailed"],
    );

    expect(outcomes(progress)).toEqual({ confirm: "done", verify: "failed" });
  });

  it("forgives a failure that a retry mends", () => {
    const progress = told(
      [1, 0, "TaskStateEntered", "promote: call"],
      [2, 1, "TaskTimedOut"],
      [3, 2, "TaskScheduled"],
      [4, 3, "TaskSucceeded"],
      [5, 4, "TaskStateExited", "promote: call"],
      [6, 5, "TaskStateEntered", "verify"],
    );

    expect(outcomes(progress)).toEqual({ promote: "done", verify: "running" });
  });

  it("blames the branch that failed, and no other, when the execution fails", () => {
    const progress = told(
      [1, 0, "ParallelStateEntered", "together"],
      [2, 1, "TaskStateEntered", "promote: look"],
      [3, 1, "TaskStateEntered", "scale: call"],
      [4, 2, "TaskStateExited", "promote: look"],
      [5, 4, "FailStateEntered", "promote: failed"],
      [6, 5, "ExecutionFailed"],
    );

    expect(outcomes(progress)).toEqual({ promote: "failed", scale: "stopped" });
  });

  it("blames the step that began last where none says that it failed", () => {
    const progress = told(
      [1, 0, "TaskStateEntered", "confirm"],
      [2, 1, "TaskStateExited", "confirm"],
      [3, 2, "TaskStateEntered", "verify: look"],
      [4, 3, "ExecutionTimedOut"],
    );

    expect(outcomes(progress)).toEqual({ confirm: "done", verify: "failed" });
  });

  it("finds the measured loss in the step that measures, and nowhere else", () => {
    const output = (lostSeconds: unknown): Partial<HistoryEvent> => ({
      taskSucceededEventDetails: {
        resource: "invoke",
        resourceType: "lambda",
        output: JSON.stringify({ Payload: { lostSeconds } }),
      },
    });
    const progress = told([1, 0, "TaskStateEntered", "verify: call"]);
    progress.take([{ ...event([2, 1, "TaskSucceeded"]), ...output(9) }]);
    expect(progress.lostSeconds).toBeUndefined();

    progress.take([
      event([3, 2, "TaskStateEntered", "measure"]),
      { ...event([4, 3, "TaskSucceeded"]), ...output(1.5) },
    ]);
    expect(progress.lostSeconds).toBe(1.5);
  });
});
