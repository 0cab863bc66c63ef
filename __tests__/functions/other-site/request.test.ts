import { readRequest } from "../../../src/functions/other-site/request";
import { readSettings } from "../../../src/functions/other-site/settings";
import { blueprintOf } from "../../failover/aws/replica-instance";

test.each([
  { action: "fence" },
  { action: "switch-over" },
  { action: "create-replica" },
  { action: "record", operation: "read" },
  { action: "record", operation: "release-lock", holder: "arn" },
  { action: "record", operation: "claim", epoch: 1, holder: "arn" },
  { action: "record", operation: "open", epoch: 2 },
  { action: "record", operation: "hand-back" },
])("takes %j", (request) => {
  expect(readRequest(request)).toEqual(request);
});

test("knows what is usual", () => {
  expect(readRequest({ action: "start-reprotection", epoch: 2, reason: "back" })).toMatchObject({
    trigger: "operator",
  });
  const lock = { action: "record", operation: "take-lock", holder: "arn", mode: "switchover" };
  expect(readRequest(lock)).toEqual({ ...lock, breakLock: false });
});

test.each([
  [{ action: "promote" }, "action"],
  [{ action: "start-reprotection", epoch: 2 }, "reason"],
  [{ action: "start-reprotection", reason: "back" }, "epoch"],
  [{ action: "record", operation: "forget" }, "operation"],
  [{ action: "record", operation: "claim", epoch: 0, holder: "arn" }, "epoch"],
  [{ action: "record", operation: "take-lock", holder: "", mode: "switchover" }, "holder"],
  [{ action: "record", operation: "take-lock", holder: "arn", mode: "panic" }, "mode"],
])("refuses %j", (request, problem) => {
  expect(() => readRequest(request)).toThrow(problem);
});

test("does not start without its settings, and names all that are missing", () => {
  expect(() => readSettings({ SITE: "moon" })).toThrow(
    /SYSTEM[^]*ENVIRONMENT_SUFFIX[^]*SITE[^]*OTHER_REGION[^]*OTHER_MACHINE_ARN[^]*ROLE_REGION/,
  );
});

const SETTINGS = {
  SYSTEM: "shop",
  ENVIRONMENT_SUFFIX: "test",
  SITE: "primary",
  OTHER_REGION: "us-east-2",
  CLUSTER_NAME: "shop-dr-test",
  SERVICE_NAME: "shop-service-dr-test",
  OTHER_MACHINE_ARN: "arn:aws:states:us-east-2:123456789012:stateMachine:shop-failover-dr-test",
  ROLE_TABLE: "shop-role-dr-test",
  ROLE_REGION: "us-east-2",
};

test("needs neither a global database nor a blueprint", () => {
  expect(readSettings(SETTINGS)).toEqual(SETTINGS);
});

test("reads what a replica is made of", () => {
  const blueprint = blueprintOf("primary");
  const read = readSettings({ ...SETTINGS, REPLICA_BLUEPRINT: JSON.stringify(blueprint) });
  expect(read.REPLICA_BLUEPRINT).toEqual(blueprint);
});

test.each([
  ["that is no JSON", "{", "must be JSON"],
  ["without a key", JSON.stringify({ ...blueprintOf("dr"), kmsKeyArn: undefined }), "kmsKeyArn"],
  ["of no instance", JSON.stringify({ ...blueprintOf("dr"), sourceArn: "shop-rds-test" }), "sourceArn"],
])("refuses a blueprint %s", (_, REPLICA_BLUEPRINT, problem) => {
  expect(() => readSettings({ ...SETTINGS, REPLICA_BLUEPRINT })).toThrow(problem);
});
