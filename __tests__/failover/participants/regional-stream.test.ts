import { DURATIONS } from "../../../src/failover/durations";
import { regionalStream } from "../../../src/failover/participants/datastores";

test("a stream moves nothing, and loses what nobody had read until its region is back", () => {
  const { recoveryPoints, ...steps } = regionalStream("events", "archive-behind-critical");
  expect(steps).toEqual({ name: "events" });
  expect(recoveryPoints).toEqual([
    {
      datastore: "events",
      mechanism: expect.stringContaining("wait in the lost region until it is back") as string,
      loss: DURATIONS.streamBacklog,
      bound: { none: true, alarm: "archive-behind-critical" },
    },
  ]);
});

test("a stream's loss is below the recovery point objective of a quarter of an hour", () => {
  expect(DURATIONS.streamBacklog.worstSeconds).toBeLessThan(15 * 60);
});
