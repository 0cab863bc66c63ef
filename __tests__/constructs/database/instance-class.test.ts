import {
  defaultConnections,
  gibibytesOf,
  isBurstable,
} from "../../../src/constructs/database/instance-class";

test.each([
  ["db.t3.micro", 1],
  ["db.t3.medium", 4],
  ["db.t4g.2xlarge", 32],
  ["db.m6g.large", 8],
  ["db.m5.xlarge", 16],
  ["db.r6g.4xlarge", 128],
  ["db.c6gd.large", 4],
  ["db.t3.nano", undefined],
  ["db.z1d.large", undefined],
  ["db.r6g.metal", undefined],
])("%s has %s GiB", (instanceClass, gibibytes) => {
  expect(gibibytesOf(instanceClass)).toBe(gibibytes);
});

test.each([
  ["db.t3.medium", 450],
  ["db.m6g.large", 901],
  ["db.r6g.8xlarge", 5000],
  ["db.z1d.large", undefined],
])("%s takes %s connections by default", (instanceClass, connections) => {
  expect(defaultConnections(instanceClass)).toBe(connections);
});

test("burstable classes are those with a t", () => {
  expect(["db.t3.medium", "db.t4g.micro", "db.m5.large"].map(isBurstable)).toEqual([true, true, false]);
});
