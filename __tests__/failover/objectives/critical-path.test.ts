import { criticalPath, secondsOf, untilSwitchOpens } from "../../../src/failover/objectives/critical-path";
import { stepsOf, type Sequence } from "../../../src/failover/plan/model";
import { seconds, step } from "../plans";

const ids = (sequence: Sequence) => stepsOf(sequence).map(({ id }) => id);

describe("secondsOf", () => {
  it("counts the timeout as the worst case, and never less than the duration's own", () => {
    const duration = seconds(10, 100);

    expect(secondsOf(step("a", "verify", 0, { duration, timeoutSeconds: 300 }), "worst")).toBe(300);
    expect(secondsOf(step("a", "verify", 0, { duration, timeoutSeconds: 60 }), "worst")).toBe(100);
    expect(secondsOf(step("a", "verify", 0, { duration, timeoutSeconds: 60 }), "expected")).toBe(10);
  });
});

describe("criticalPath", () => {
  const slow = step("slow", "take over", 50, { timeoutSeconds: 60, duration: seconds(50, 55) });
  const risky = step("risky", "take over", 10, { timeoutSeconds: 500 });
  const two = [step("two-a", "take over", 20), step("two-b", "take over", 25)];

  it("takes the longest of what runs together, each case by itself", () => {
    const sequence: Sequence = [step("first", "fence", 1), { together: [[slow], [risky], two] }];

    expect(criticalPath(sequence, "expected").map(({ id }) => id)).toEqual(["first", "slow"]);
    expect(criticalPath(sequence, "worst").map(({ id }) => id)).toEqual(["first", "risky"]);
  });

  it("adds up a branch of several steps, and looks into branches of branches", () => {
    const nested: Sequence = [{ together: [[slow], [...two, { together: [[risky], []] }]] }];

    expect(criticalPath(nested, "expected").map(({ id }) => id)).toEqual(["two-a", "two-b", "risky"]);
  });

  it("is empty for an empty sequence", () => {
    expect(criticalPath([], "expected")).toEqual([]);
    expect(criticalPath([{ together: [] }], "worst")).toEqual([]);
  });
});

describe("untilSwitchOpens", () => {
  const [promote, open, notify] = [
    step("promote", "take over", 1),
    step("open", "open switch", 1),
    step("notify", "notify", 1),
  ];

  it("leaves out what comes after the switch", () => {
    expect(ids(untilSwitchOpens([promote, open, notify]))).toEqual(["promote", "open"]);
  });

  it("goes on to the last step that opens it", () => {
    const again = step("open-again", "open switch", 1);

    expect(ids(untilSwitchOpens([promote, open, notify, again, notify]))).toEqual([
      "promote",
      "open",
      "notify",
      "open-again",
    ]);
  });

  it("does not wait for what runs beside the branch that opens it", () => {
    const fence = step("fence", "fence", 99);

    expect(ids(untilSwitchOpens([promote, { together: [[open, notify], [fence]] }, notify]))).toEqual([
      "promote",
      "open",
    ]);
  });

  it("keeps everything where nothing opens it", () => {
    expect(ids(untilSwitchOpens([promote, notify]))).toEqual(["promote", "notify"]);
  });
});
