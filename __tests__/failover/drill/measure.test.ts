import type { CanaryAttempt } from "../../../src/failover/drill/canaries";
import { countCanaries, measureTakeover } from "../../../src/failover/drill/measure";

/** A canary that was sent at a second and answered half a second later; refused without an epoch. */
const canary = (
  second: number,
  epoch?: number,
  status: number | undefined = epoch ? 200 : 503,
): CanaryAttempt => ({
  name: "drill-a",
  sentAt: second * 1000,
  endedAt: second * 1000 + 500,
  ...(status !== undefined && { status }),
  ...(epoch !== undefined && { epoch }),
});

const finding = { epoch: 4, site: "dr" } as const;

describe("measureTakeover", () => {
  it("counts from the last write of the old epoch to the first of the new one", () => {
    const attempts = [canary(1, 3), canary(2, 3), canary(3), canary(60), canary(62, 4), canary(63, 4)];

    expect(measureTakeover(attempts, { ...finding, newestSentAt: 1000 })).toEqual({
      site: "dr",
      epoch: 4,
      lastAcknowledgedBefore: "1970-01-01T00:00:02.500Z",
      firstAcknowledgedAfter: "1970-01-01T00:01:02.500Z",
      recoverySeconds: 60,
      lostSeconds: 1,
    });
  });

  it("counts writes of a site that is still ending", () => {
    const attempts = [canary(1, 3), canary(2), canary(3), canary(4, 3), canary(10, 4)];

    expect(measureTakeover(attempts, { ...finding, newestSentAt: 4000 })).toMatchObject({
      recoverySeconds: 6,
      lostSeconds: 0,
    });
  });

  it("claims no loss where nothing was found", () => {
    expect(measureTakeover([canary(1, 3), canary(9, 4)], finding)).not.toHaveProperty("lostSeconds");
  });

  it.each([
    ["before", [canary(9, 4)]],
    ["after", [canary(1, 3), canary(2)]],
  ])("measures nothing without a write %s", (_when, attempts) => {
    expect(measureTakeover(attempts, finding)).toBeUndefined();
  });
});

describe("countCanaries", () => {
  it("tells refusals from silence", () => {
    const silent: CanaryAttempt = { name: "drill-a", sentAt: 4000, endedAt: 6000 };

    expect(countCanaries([canary(1, 3), canary(2, 3), canary(3), silent, canary(9, 4)])).toEqual({
      sent: 5,
      acknowledged: 3,
      refused: 1,
      unanswered: 1,
      longestGapSeconds: 7,
    });
    expect(countCanaries([])).toMatchObject({ sent: 0, longestGapSeconds: 0 });
  });
});
