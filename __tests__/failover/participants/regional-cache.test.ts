import { judgePoint } from "../../../src/failover/objectives/bounds";
import { regionalCache } from "../../../src/failover/participants/datastores";

test("a cache in one region moves nothing, and says that sessions are lost", () => {
  const { recoveryPoints = [], ...steps } = regionalCache("cache");
  expect(steps).toEqual({ name: "cache" });
  expect(recoveryPoints).toHaveLength(1);
  expect(recoveryPoints[0]?.mechanism).toMatch(/^none: every session is lost/);
});

test("it breaks no recovery point: nothing of record is in it", () => {
  const [point] = regionalCache("cache").recoveryPoints ?? [];
  expect(point && judgePoint(point, 0)).toBe("met");
});
