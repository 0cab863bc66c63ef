import { createFollowProgress } from "../../../src/cli/host/follow-progress";
import { step } from "../../failover/plans";

function written(columns?: number) {
  let text = "";
  const stderr = {
    isTTY: true,
    ...(columns !== undefined && { columns }),
    write: (more: string) => (text += more),
  };
  return { stderr, text: () => text };
}

const promote = step("promote", "take over", 90, { timeoutSeconds: 240 });

describe("the progress of an execution", () => {
  it("writes lines on a terminal that does not know its width", () => {
    const { stderr, text } = written(0);
    const progress = createFollowProgress("spinner", stderr);
    progress.show({ type: "step started", step: promote, seconds: 61.2 });
    progress.show({ type: "step ended", step: promote, outcome: "stopped", seconds: 3_725, took: 3_664 });
    progress.stop();

    expect(text()).toBe(
      "1:01  Do promote ... expected 1 min 30 s, at most 4 min\n1:02:05  stopped  Do promote: 1 h 1 min (expected 1 min 30 s)\n",
    );
  });

  it("says once that AWS is silent, and each minute what still runs", () => {
    const { stderr, text } = written();
    const progress = createFollowProgress("lines", stderr);
    for (let seconds = 0; seconds <= 130; seconds++) {
      if (seconds > 80 && seconds < 90) progress.show({ type: "no answer", reason: "timeout" });
      else progress.show({ type: "running", seconds, steps: [{ step: promote, seconds }] });
    }

    expect(text().split("\n")).toEqual([
      "1:00  still: Do promote 1 min of 1 min 30 s, at most 4 min",
      "AWS does not answer, the execution goes on; asking again (timeout)",
      "2:00  still: Do promote 2 min of 1 min 30 s, at most 4 min",
      "",
    ]);
  });

  it("is silent for machines", () => {
    const { stderr, text } = written();
    const progress = createFollowProgress("silent", stderr);
    progress.show({ type: "step started", step: promote, seconds: 1 });
    progress.say("something");
    progress.stop();

    expect(text()).toBe("");
  });
});
